-- How many events and sources a dispute has, counted when its events were linked. Whatever changes an event or its
-- reports takes the figures away, and the view counts anew until the next linking has: they are missing, never wrong.
CREATE TABLE dispute_counts (
    dispute_id TEXT PRIMARY KEY NOT NULL REFERENCES disputes (id) ON DELETE CASCADE,
    events INTEGER NOT NULL,
    sources INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TRIGGER events_new_count AFTER INSERT ON events BEGIN
    DELETE FROM dispute_counts WHERE dispute_id = new.dispute_id;
END;
CREATE TRIGGER events_changed_count AFTER UPDATE ON events BEGIN
    DELETE FROM dispute_counts WHERE dispute_id IN (old.dispute_id, new.dispute_id);
END;
CREATE TRIGGER events_gone_count AFTER DELETE ON events BEGIN
    DELETE FROM dispute_counts WHERE dispute_id = old.dispute_id;
END;
CREATE TRIGGER event_reports_new_count AFTER INSERT ON event_reports BEGIN
    DELETE FROM dispute_counts WHERE dispute_id = (SELECT dispute_id FROM events WHERE id = new.event_id);
END;
CREATE TRIGGER event_reports_gone_count AFTER DELETE ON event_reports BEGIN
    DELETE FROM dispute_counts WHERE dispute_id = (SELECT dispute_id FROM events WHERE id = old.event_id);
END;

CREATE VIEW dispute_counted AS
SELECT
    d.id AS dispute_id,
    (SELECT count(*) FROM events AS e WHERE e.dispute_id = d.id AND e.withdrawn IS NULL) AS events,
    (
        SELECT count(DISTINCT p.story_id)
        FROM events AS e
        JOIN event_reports AS er ON er.event_id = e.id
        JOIN reports AS r ON r.id = er.report_id
        JOIN articles AS p ON p.id = r.article_id
        WHERE e.dispute_id = d.id AND e.withdrawn IS NULL
    ) AS sources
FROM disputes AS d;

DROP VIEW dispute_summary;
CREATE VIEW dispute_summary AS
SELECT
    d.id AS dispute_id,
    d.title,
    (SELECT group_concat(name, '; ') FROM (SELECT name FROM dispute_names WHERE dispute_id = d.id AND role = 'claimant' ORDER BY position)) AS claimants,
    (SELECT group_concat(name, '; ') FROM (SELECT name FROM dispute_names WHERE dispute_id = d.id AND role = 'respondent' ORDER BY position)) AS respondents,
    (SELECT group_concat(name, '; ') FROM (SELECT name FROM dispute_names WHERE dispute_id = d.id AND role = 'tool' ORDER BY position)) AS tools,
    d.stage,
    d.direction,
    d.status,
    d.since,
    d.latest,
    coalesce(c.events, (SELECT events FROM dispute_counted WHERE dispute_id = d.id)) AS events,
    coalesce(c.sources, (SELECT sources FROM dispute_counted WHERE dispute_id = d.id)) AS sources
FROM disputes AS d
LEFT JOIN dispute_counts AS c ON c.dispute_id = d.id
WHERE d.withdrawn IS NULL;
