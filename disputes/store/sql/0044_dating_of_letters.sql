-- Letters and suits that are dated to a month or a year, too. `spans` says on which days a step may have fallen: not
-- before the first day of its date, nor after the last one, nor after an article had told of it.
-- Not materialized, which would lay out all events for each letter.
DROP VIEW letters_and_suits;
CREATE VIEW letters_and_suits AS
WITH spans AS NOT MATERIALIZED (
    SELECT
        id, dispute_id, stage, status, direction, sort_date,
        substr(date || '-01-01', 1, 10) AS first_day,
        min(
            CASE length(date) WHEN 10 THEN date WHEN 7 THEN date(date || '-01', '+1 month', '-1 day') ELSE date || '-12-31' END,
            max(
                substr(date || '-01-01', 1, 10),
                CASE length(first_published)
                    WHEN 7 THEN date(first_published || '-01', '+1 month', '-1 day')
                    WHEN 4 THEN first_published || '-12-31'
                    ELSE substr(first_published, 1, 10)
                END
            )
        ) AS last_day
    FROM events
    WHERE withdrawn IS NULL AND date IS NOT NULL
)
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
    iif(l.precision = 'day' AND s.precision = 'day', CAST(julianday(s.date) - julianday(l.date) AS INTEGER), NULL) AS days,
    CAST(julianday(sued.first_day) - julianday(sent.last_day) AS INTEGER) AS days_least,
    CAST(julianday(sued.last_day) - julianday(sent.first_day) AS INTEGER) AS days_most
FROM events AS l
JOIN spans AS sent ON sent.id = l.id
JOIN disputes AS d ON d.id = l.dispute_id
LEFT JOIN actions AS a ON a.name = l.action
LEFT JOIN events AS s ON s.id = (
    SELECT e.id FROM spans AS e
    WHERE e.dispute_id = l.dispute_id AND e.status = 'happened' AND e.stage = 4 AND e.direction = 'up'
        AND e.first_day >= sent.last_day
    ORDER BY e.sort_date, e.id LIMIT 1
)
LEFT JOIN spans AS sued ON sued.id = s.id
WHERE l.stage = 3 AND l.direction = 'up' AND l.status = 'happened';
