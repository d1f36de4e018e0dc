-- What an outlet published, and what of it tells of steps, counted when steps were linked. As with `dispute_counts`:
-- whatever changes one of the figures takes an outlet's away, and the view counts anew; missing, never wrong.
CREATE TABLE outlet_counts (
    outlet TEXT PRIMARY KEY NOT NULL,
    articles INTEGER NOT NULL,
    articles_on_disputes INTEGER NOT NULL,
    steps INTEGER NOT NULL,
    steps_on_first_day INTEGER NOT NULL,
    latest_article TEXT NOT NULL
) STRICT, WITHOUT ROWID;

-- With what is asked of an outlet's articles, so that the wide table is not read for it.
DROP INDEX articles_outlet;
CREATE INDEX articles_outlet ON articles (outlet, id, published);

CREATE TRIGGER articles_new_outlet AFTER INSERT ON articles BEGIN
    DELETE FROM outlet_counts WHERE outlet = new.outlet;
END;
CREATE TRIGGER articles_changed_outlet AFTER UPDATE OF id, outlet, published ON articles BEGIN
    DELETE FROM outlet_counts WHERE outlet IN (old.outlet, new.outlet);
END;
CREATE TRIGGER articles_gone_outlet AFTER DELETE ON articles BEGIN
    DELETE FROM outlet_counts WHERE outlet = old.outlet;
END;
CREATE TRIGGER readings_new_outlet AFTER INSERT ON readings BEGIN
    DELETE FROM outlet_counts WHERE outlet = (SELECT outlet FROM articles WHERE id = new.article_id);
END;
CREATE TRIGGER readings_changed_outlet AFTER UPDATE OF article_id, relevant ON readings BEGIN
    DELETE FROM outlet_counts WHERE outlet IN (SELECT outlet FROM articles WHERE id IN (old.article_id, new.article_id));
END;
CREATE TRIGGER readings_gone_outlet AFTER DELETE ON readings BEGIN
    DELETE FROM outlet_counts WHERE outlet = (SELECT outlet FROM articles WHERE id = old.article_id);
END;
CREATE TRIGGER event_reports_new_outlet AFTER INSERT ON event_reports BEGIN
    DELETE FROM outlet_counts WHERE outlet = (SELECT outlet FROM articles WHERE id = new.article_id);
END;
CREATE TRIGGER event_reports_changed_outlet AFTER UPDATE OF event_id, article_id ON event_reports BEGIN
    DELETE FROM outlet_counts WHERE outlet IN (SELECT outlet FROM articles WHERE id IN (old.article_id, new.article_id));
END;
CREATE TRIGGER event_reports_gone_outlet AFTER DELETE ON event_reports BEGIN
    DELETE FROM outlet_counts WHERE outlet = (SELECT outlet FROM articles WHERE id = old.article_id);
END;
CREATE TRIGGER events_changed_outlet AFTER UPDATE OF withdrawn, first_published ON events
WHEN (old.withdrawn IS NULL, old.first_published) IS NOT (new.withdrawn IS NULL, new.first_published) BEGIN
    DELETE FROM outlet_counts WHERE outlet IN (
        SELECT p.outlet FROM event_reports AS er JOIN articles AS p ON p.id = er.article_id WHERE er.event_id = new.id
    );
END;

-- From outlet to outlet by the index: each costs one look, however many articles it has.
CREATE VIEW outlets_to_count AS
WITH RECURSIVE outlets (outlet) AS (
    SELECT min(outlet) FROM articles WHERE outlet > ''
    UNION ALL
    SELECT (SELECT min(outlet) FROM articles WHERE outlet > outlets.outlet) FROM outlets WHERE outlets.outlet IS NOT NULL
)
SELECT outlet
FROM outlets
WHERE outlet IS NOT NULL AND NOT EXISTS (SELECT 1 FROM outlet_counts WHERE outlet = outlets.outlet);

CREATE VIEW outlet_counted AS
SELECT
    o.outlet,
    count(DISTINCT p.id) AS articles,
    count(DISTINCT iif(g.relevant, p.id, NULL)) AS articles_on_disputes,
    count(DISTINCT e.id) AS steps,
    count(DISTINCT iif(p.published = e.first_published, e.id, NULL)) AS steps_on_first_day,
    max(p.published) AS latest_article
FROM outlets_to_count AS o
CROSS JOIN articles AS p ON p.outlet = o.outlet
LEFT JOIN readings AS g ON g.article_id = p.id
LEFT JOIN event_reports AS er ON er.article_id = p.id
LEFT JOIN events AS e ON e.id = er.event_id AND e.withdrawn IS NULL
GROUP BY o.outlet;

DROP VIEW outlet_summary;
CREATE VIEW outlet_summary AS
SELECT * FROM outlet_counts
UNION ALL
SELECT * FROM outlet_counted;
