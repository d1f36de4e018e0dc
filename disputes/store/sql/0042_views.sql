-- What analysts ask most, a view each, without joins and with plain names. Only what stands is in them.
CREATE VIEW party_steps AS
SELECT
    n.name AS party,
    CASE n.role WHEN 'actor' THEN 'acts' ELSE 'is acted on' END AS part,
    t.event_id,
    t.dispute_id,
    t.dispute,
    t.date,
    t.precision,
    t.sort_date,
    t.action,
    t.action_label,
    t.stage,
    t.direction,
    t.status,
    t.actors,
    t.targets,
    t.tools,
    t.court,
    t.docket,
    t.amount_usd,
    t.quote,
    t.sources,
    t.confidence,
    t.outlet,
    t.article_title,
    t.article_url
FROM event_names AS n
JOIN timeline AS t ON t.event_id = n.event_id
WHERE n.role IN ('actor', 'target');

CREATE VIEW letters_and_suits AS
SELECT
    l.dispute_id,
    l.dispute,
    l.event_id AS letter_id,
    l.action_label AS letter,
    l.date AS letter_date,
    l.actors AS letter_by,
    l.targets AS letter_to,
    l.tools,
    l.quote AS letter_quote,
    l.article_url AS letter_url,
    s.event_id AS suit_id,
    s.date AS suit_date,
    s.actors AS suit_by,
    s.court,
    s.docket,
    s.quote AS suit_quote,
    s.article_url AS suit_url,
    CAST(julianday(s.date) - julianday(l.date) AS INTEGER) AS days
FROM timeline AS l
LEFT JOIN timeline AS s ON s.event_id = (
    SELECT e.id FROM events AS e
    WHERE e.dispute_id = l.dispute_id AND e.withdrawn IS NULL AND e.stage = 4 AND e.direction = 'up'
        AND e.status = 'happened' AND e.precision = 'day' AND e.date >= l.date
    ORDER BY e.date, e.id LIMIT 1
)
WHERE l.stage = 3 AND l.direction = 'up' AND l.status = 'happened' AND l.precision = 'day';

CREATE VIEW money AS
SELECT
    event_id, dispute_id, dispute, date, sort_date, action, action_label, direction, status, amount_usd,
    actors, targets, tools, court, docket, quote, sources, confidence, outlet, article_title, article_url
FROM timeline
WHERE amount_usd IS NOT NULL;

CREATE VIEW coming_dates AS
SELECT
    event_id, dispute_id, dispute, date, precision, sort_date, action, action_label, stage, actors, targets, tools,
    court, docket, quote, sources, confidence, outlet, article_title, article_url
FROM timeline
WHERE status = 'scheduled';

CREATE VIEW party_summary AS
SELECT
    n.name AS party,
    (SELECT count(*) FROM dispute_names AS d JOIN disputes AS x ON x.id = d.dispute_id
     WHERE d.name = n.name AND d.role = 'claimant' AND x.withdrawn IS NULL) AS disputes_as_claimant,
    (SELECT count(*) FROM dispute_names AS d JOIN disputes AS x ON x.id = d.dispute_id
     WHERE d.name = n.name AND d.role = 'respondent' AND x.withdrawn IS NULL) AS disputes_as_respondent,
    count(DISTINCT iif(n.role = 'actor', e.id, NULL)) AS steps_by,
    count(DISTINCT iif(n.role = 'target', e.id, NULL)) AS steps_against,
    count(DISTINCT iif(n.role = 'actor' AND e.stage = 4 AND e.direction = 'up', e.id, NULL)) AS suits_by,
    count(DISTINCT iif(n.role = 'target' AND e.stage = 4 AND e.direction = 'up', e.id, NULL)) AS suits_against,
    min(e.sort_date) AS first_step,
    max(e.sort_date) AS latest_step
FROM event_names AS n
JOIN events AS e ON e.id = n.event_id
WHERE n.role IN ('actor', 'target') AND e.withdrawn IS NULL AND e.status = 'happened'
GROUP BY n.name;

CREATE VIEW tool_summary AS
SELECT
    n.name AS tool,
    count(DISTINCT e.dispute_id) AS disputes,
    count(DISTINCT e.id) AS steps,
    count(DISTINCT iif(e.stage = 4 AND e.direction = 'up', e.id, NULL)) AS suits,
    max(e.stage) AS furthest_stage,
    min(e.sort_date) AS first_step,
    max(e.sort_date) AS latest_step
FROM event_names AS n
JOIN events AS e ON e.id = n.event_id
WHERE n.role = 'tool' AND e.withdrawn IS NULL AND e.status = 'happened'
GROUP BY n.name;

CREATE VIEW outlet_summary AS
SELECT
    p.outlet,
    count(DISTINCT p.id) AS articles,
    count(DISTINCT iif(g.relevant, p.id, NULL)) AS articles_on_disputes,
    count(DISTINCT e.id) AS steps,
    count(DISTINCT iif(p.published = e.first_published, e.id, NULL)) AS steps_on_first_day,
    max(p.published) AS latest_article
FROM articles AS p
LEFT JOIN readings AS g ON g.article_id = p.id
LEFT JOIN event_reports AS er ON er.article_id = p.id
LEFT JOIN events AS e ON e.id = er.event_id AND e.withdrawn IS NULL
WHERE p.outlet <> ''
GROUP BY p.outlet;

CREATE VIEW steps_by_month AS
SELECT
    substr(e.sort_date, 1, 7) AS month,
    e.action,
    coalesce(a.label, e.action) AS action_label,
    e.stage,
    e.direction,
    e.status,
    count(*) AS steps,
    count(DISTINCT e.dispute_id) AS disputes
FROM events AS e
LEFT JOIN actions AS a ON a.name = e.action
WHERE e.withdrawn IS NULL
GROUP BY 1, e.action, e.stage, e.direction, e.status;
