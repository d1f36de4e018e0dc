-- What an analyst reads without a join. Withdrawn events and disputes stand in their tables only.
CREATE VIEW timeline AS
SELECT
    e.id AS event_id,
    e.dispute_id,
    d.title AS dispute,
    e.date,
    e.precision,
    e.sort_date,
    e.action,
    coalesce(a.label, e.action) AS action_label,
    e.stage,
    e.direction,
    e.status,
    (SELECT group_concat(name, '; ') FROM (SELECT name FROM event_names WHERE event_id = e.id AND role = 'actor' ORDER BY position)) AS actors,
    (SELECT group_concat(name, '; ') FROM (SELECT name FROM event_names WHERE event_id = e.id AND role = 'target' ORDER BY position)) AS targets,
    (SELECT group_concat(name, '; ') FROM (SELECT name FROM event_names WHERE event_id = e.id AND role = 'tool' ORDER BY position)) AS tools,
    e.court,
    e.docket,
    e.amount_usd,
    e.quote,
    e.source_count AS sources,
    e.confidence,
    p.outlet,
    p.title AS article_title,
    p.url AS article_url,
    p.id AS article_id
FROM events AS e
JOIN disputes AS d ON d.id = e.dispute_id
LEFT JOIN actions AS a ON a.name = e.action
LEFT JOIN event_reports AS er ON er.event_id = e.id AND er.report_id = e.best_report_id
LEFT JOIN reports AS r ON r.id = e.best_report_id
LEFT JOIN articles AS p ON p.id = coalesce(r.article_id, er.article_id)
WHERE e.withdrawn IS NULL;

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
    (SELECT count(*) FROM events AS e WHERE e.dispute_id = d.id AND e.withdrawn IS NULL) AS events,
    (
        SELECT count(DISTINCT p.story_id)
        FROM events AS e
        JOIN event_reports AS er ON er.event_id = e.id
        JOIN reports AS r ON r.id = er.report_id
        JOIN articles AS p ON p.id = r.article_id
        WHERE e.dispute_id = d.id AND e.withdrawn IS NULL
    ) AS sources
FROM disputes AS d
WHERE d.withdrawn IS NULL;

CREATE VIEW event_sources AS
SELECT
    er.event_id,
    er.report_id,
    r.article_id,
    p.outlet,
    p.title,
    p.url,
    p.published,
    r.quote,
    r.start,
    r."end",
    r.date,
    r.status,
    r.credited_to,
    r.confidence,
    p.story_id
FROM event_reports AS er
JOIN reports AS r ON r.id = er.report_id
JOIN articles AS p ON p.id = r.article_id;
