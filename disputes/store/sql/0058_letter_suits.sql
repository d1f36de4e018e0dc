-- Which suit followed a letter, looked up when its steps were linked. As with `dispute_counts`: whatever changes a letter
-- or a suit takes away what is kept of its dispute, and the view looks anew until the next linking has; missing, never
-- wrong.
CREATE TABLE letter_suits (
    letter_id TEXT PRIMARY KEY NOT NULL,
    dispute_id TEXT NOT NULL,
    letter_date TEXT NOT NULL,
    suit_id TEXT,
    days INTEGER,
    days_least INTEGER,
    days_most INTEGER
) STRICT, WITHOUT ROWID;
CREATE INDEX letter_suits_dispute ON letter_suits (dispute_id);
CREATE INDEX letter_suits_soonest ON letter_suits (days_least, days_most, letter_date) WHERE suit_id IS NOT NULL;
CREATE INDEX letter_suits_oldest ON letter_suits (letter_date) WHERE suit_id IS NULL;
CREATE INDEX events_letters ON events (id)
WHERE withdrawn IS NULL AND stage = 3 AND direction = 'up' AND status = 'happened' AND date IS NOT NULL;

CREATE TRIGGER events_new_suit AFTER INSERT ON events WHEN new.stage IN (3, 4) BEGIN
    DELETE FROM letter_suits WHERE dispute_id = new.dispute_id;
END;
CREATE TRIGGER events_changed_suit AFTER UPDATE ON events
WHEN (old.stage IN (3, 4) OR new.stage IN (3, 4)) AND (
    old.id, old.dispute_id, old.withdrawn, old.stage, old.direction, old.status, old.date, old.precision,
    old.first_published, old.sort_date
) IS NOT (
    new.id, new.dispute_id, new.withdrawn, new.stage, new.direction, new.status, new.date, new.precision,
    new.first_published, new.sort_date
) BEGIN
    DELETE FROM letter_suits WHERE dispute_id IN (old.dispute_id, new.dispute_id);
END;
CREATE TRIGGER events_gone_suit AFTER DELETE ON events WHEN old.stage IN (3, 4) BEGIN
    DELETE FROM letter_suits WHERE dispute_id = old.dispute_id;
END;

CREATE VIEW letters_to_follow AS
SELECT id AS letter_id
FROM events
WHERE withdrawn IS NULL AND stage = 3 AND direction = 'up' AND status = 'happened' AND date IS NOT NULL
    AND NOT EXISTS (SELECT 1 FROM letter_suits WHERE letter_id = events.id);

-- `spans` says on which days a step may have fallen: not before the first day of its date, nor after the last one, nor
-- after an article had told of it. Not materialized, which would lay out all events for each letter. What is computed
-- is cast, since SQLite puts the view below in order by an index only where both its parts are of one type.
CREATE VIEW letters_followed AS
WITH spans AS NOT MATERIALIZED (
    SELECT
        id, dispute_id, stage, status, direction, date, precision, sort_date,
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
    t.letter_id,
    sent.dispute_id,
    sent.date AS letter_date,
    sued.id AS suit_id,
    CAST(iif(sent.precision = 'day' AND sued.precision = 'day', julianday(sued.date) - julianday(sent.date), NULL) AS INTEGER) AS days,
    CAST(julianday(sued.first_day) - julianday(sent.last_day) AS INTEGER) AS days_least,
    CAST(julianday(sued.last_day) - julianday(sent.first_day) AS INTEGER) AS days_most
FROM letters_to_follow AS t
CROSS JOIN spans AS sent ON sent.id = t.letter_id
LEFT JOIN spans AS sued ON sued.id = (
    SELECT e.id FROM spans AS e
    WHERE e.dispute_id = sent.dispute_id AND e.status = 'happened' AND e.stage = 4 AND e.direction = 'up'
        AND e.first_day >= sent.last_day
    ORDER BY e.sort_date, e.id LIMIT 1
);

DROP VIEW letters_and_suits;
CREATE VIEW letters_and_suits AS
SELECT
    l.dispute_id,
    d.title AS dispute,
    k.letter_id,
    coalesce(a.label, l.action) AS letter,
    k.letter_date,
    (SELECT group_concat(name, '; ') FROM (SELECT name FROM event_names WHERE event_id = l.id AND role = 'actor' ORDER BY position)) AS letter_by,
    (SELECT group_concat(name, '; ') FROM (SELECT name FROM event_names WHERE event_id = l.id AND role = 'target' ORDER BY position)) AS letter_to,
    (SELECT group_concat(name, '; ') FROM (SELECT name FROM event_names WHERE event_id = l.id AND role = 'tool' ORDER BY position)) AS tools,
    l.quote AS letter_quote,
    (SELECT p.url FROM event_reports AS er JOIN articles AS p ON p.id = er.article_id WHERE er.event_id = l.id AND er.report_id = l.best_report_id) AS letter_url,
    k.suit_id,
    s.date AS suit_date,
    (SELECT group_concat(name, '; ') FROM (SELECT name FROM event_names WHERE event_id = s.id AND role = 'actor' ORDER BY position)) AS suit_by,
    s.court,
    s.docket,
    s.quote AS suit_quote,
    (SELECT p.url FROM event_reports AS er JOIN articles AS p ON p.id = er.article_id WHERE er.event_id = s.id AND er.report_id = s.best_report_id) AS suit_url,
    k.days,
    k.days_least,
    k.days_most
FROM letter_suits AS k
JOIN events AS l ON l.id = k.letter_id
JOIN disputes AS d ON d.id = l.dispute_id
LEFT JOIN actions AS a ON a.name = l.action
LEFT JOIN events AS s ON s.id = k.suit_id
UNION ALL
SELECT
    l.dispute_id,
    d.title AS dispute,
    k.letter_id,
    coalesce(a.label, l.action) AS letter,
    k.letter_date,
    (SELECT group_concat(name, '; ') FROM (SELECT name FROM event_names WHERE event_id = l.id AND role = 'actor' ORDER BY position)) AS letter_by,
    (SELECT group_concat(name, '; ') FROM (SELECT name FROM event_names WHERE event_id = l.id AND role = 'target' ORDER BY position)) AS letter_to,
    (SELECT group_concat(name, '; ') FROM (SELECT name FROM event_names WHERE event_id = l.id AND role = 'tool' ORDER BY position)) AS tools,
    l.quote AS letter_quote,
    (SELECT p.url FROM event_reports AS er JOIN articles AS p ON p.id = er.article_id WHERE er.event_id = l.id AND er.report_id = l.best_report_id) AS letter_url,
    k.suit_id,
    s.date AS suit_date,
    (SELECT group_concat(name, '; ') FROM (SELECT name FROM event_names WHERE event_id = s.id AND role = 'actor' ORDER BY position)) AS suit_by,
    s.court,
    s.docket,
    s.quote AS suit_quote,
    (SELECT p.url FROM event_reports AS er JOIN articles AS p ON p.id = er.article_id WHERE er.event_id = s.id AND er.report_id = s.best_report_id) AS suit_url,
    k.days,
    k.days_least,
    k.days_most
FROM letters_followed AS k
CROSS JOIN events AS l ON l.id = k.letter_id
JOIN disputes AS d ON d.id = l.dispute_id
LEFT JOIN actions AS a ON a.name = l.action
LEFT JOIN events AS s ON s.id = k.suit_id;
