-- A dispute none of whose steps that happened has a place on the ladder, as one with nothing but a licence, has no
-- stage: it was kept as 0, the stage of a launch. The view goes first, since it asks for the column that is made anew.
DROP VIEW dispute_summary;

ALTER TABLE disputes ADD COLUMN reached INTEGER;
UPDATE disputes SET reached = stage
WHERE stage > 0 OR EXISTS (
    SELECT 1 FROM events AS e
    WHERE e.dispute_id = disputes.id AND e.withdrawn IS NULL AND e.status = 'happened' AND e.stage = 0
);
UPDATE disputes SET stage_event_id = NULL WHERE reached IS NULL;
ALTER TABLE disputes DROP COLUMN stage;
ALTER TABLE disputes RENAME COLUMN reached TO stage;

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
