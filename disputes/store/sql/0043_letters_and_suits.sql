-- Over the tables and not over `timeline`, which SQLite would lay out whole for the join with itself.
DROP VIEW letters_and_suits;
CREATE VIEW letters_and_suits AS
SELECT
    l.dispute_id,
    d.title AS dispute,
    l.id AS letter_id,
    coalesce(a.label, l.action) AS letter,
    l.date AS letter_date,
    (SELECT group_concat(name, '; ') FROM (SELECT name FROM event_names WHERE event_id = l.id AND role = 'actor' ORDER BY position)) AS letter_by,
    (SELECT group_concat(name, '; ') FROM (SELECT name FROM event_names WHERE event_id = l.id AND role = 'target' ORDER BY position)) AS letter_to,
    (SELECT group_concat(name, '; ') FROM (SELECT name FROM event_names WHERE event_id = l.id AND role = 'tool' ORDER BY position)) AS tools,
    l.quote AS letter_quote,
    (SELECT p.url FROM event_reports AS er JOIN articles AS p ON p.id = er.article_id WHERE er.event_id = l.id AND er.report_id = l.best_report_id) AS letter_url,
    s.id AS suit_id,
    s.date AS suit_date,
    (SELECT group_concat(name, '; ') FROM (SELECT name FROM event_names WHERE event_id = s.id AND role = 'actor' ORDER BY position)) AS suit_by,
    s.court,
    s.docket,
    s.quote AS suit_quote,
    (SELECT p.url FROM event_reports AS er JOIN articles AS p ON p.id = er.article_id WHERE er.event_id = s.id AND er.report_id = s.best_report_id) AS suit_url,
    CAST(julianday(s.date) - julianday(l.date) AS INTEGER) AS days
FROM events AS l
JOIN disputes AS d ON d.id = l.dispute_id
LEFT JOIN actions AS a ON a.name = l.action
LEFT JOIN events AS s ON s.id = (
    SELECT e.id FROM events AS e
    WHERE e.dispute_id = l.dispute_id AND e.withdrawn IS NULL AND e.status = 'happened' AND e.stage = 4
        AND e.direction = 'up' AND e.precision = 'day' AND e.sort_date >= l.sort_date
    ORDER BY e.sort_date, e.id LIMIT 1
)
WHERE l.withdrawn IS NULL AND l.stage = 3 AND l.direction = 'up' AND l.status = 'happened' AND l.precision = 'day';
