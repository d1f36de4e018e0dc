-- What a party did and met, counted when its steps were linked. As with `dispute_counts`: whatever changes one of the
-- figures takes a party's away, and the view counts it anew until the next linking has; missing, never wrong.
CREATE TABLE party_counts (
    party TEXT PRIMARY KEY NOT NULL,
    disputes_as_claimant INTEGER NOT NULL,
    disputes_as_respondent INTEGER NOT NULL,
    steps_by INTEGER NOT NULL,
    steps_against INTEGER NOT NULL,
    suits_by INTEGER NOT NULL,
    suits_against INTEGER NOT NULL,
    first_step TEXT,
    latest_step TEXT
) STRICT, WITHOUT ROWID;

CREATE TRIGGER event_names_new_count AFTER INSERT ON event_names WHEN new.role <> 'tool' BEGIN
    DELETE FROM party_counts WHERE party = new.name;
END;
CREATE TRIGGER event_names_changed_count AFTER UPDATE ON event_names BEGIN
    DELETE FROM party_counts WHERE party IN (old.name, new.name);
END;
CREATE TRIGGER event_names_gone_count AFTER DELETE ON event_names WHEN old.role <> 'tool' BEGIN
    DELETE FROM party_counts WHERE party = old.name;
END;
CREATE TRIGGER events_retold_count AFTER UPDATE ON events
WHEN (old.withdrawn, old.status, old.stage, old.direction, old.sort_date)
    IS NOT (new.withdrawn, new.status, new.stage, new.direction, new.sort_date) BEGIN
    DELETE FROM party_counts WHERE party IN (SELECT name FROM event_names WHERE event_id = new.id);
END;
CREATE TRIGGER dispute_names_new_count AFTER INSERT ON dispute_names WHEN new.role <> 'tool' BEGIN
    DELETE FROM party_counts WHERE party = new.name;
END;
CREATE TRIGGER dispute_names_changed_count AFTER UPDATE ON dispute_names BEGIN
    DELETE FROM party_counts WHERE party IN (old.name, new.name);
END;
CREATE TRIGGER dispute_names_gone_count AFTER DELETE ON dispute_names WHEN old.role <> 'tool' BEGIN
    DELETE FROM party_counts WHERE party = old.name;
END;
CREATE TRIGGER disputes_withdrawn_count AFTER UPDATE OF withdrawn ON disputes
WHEN old.withdrawn IS NOT new.withdrawn BEGIN
    DELETE FROM party_counts WHERE party IN (SELECT name FROM dispute_names WHERE dispute_id = new.id);
END;

-- From name to name by the index: each costs one look, however many steps it has.
CREATE VIEW parties_to_count AS
WITH RECURSIVE names (name) AS (
    SELECT min(name) FROM event_names
    UNION ALL
    SELECT (SELECT min(name) FROM event_names WHERE name > names.name) FROM names WHERE names.name IS NOT NULL
)
SELECT name AS party
FROM names
WHERE name IS NOT NULL
    AND NOT EXISTS (SELECT 1 FROM party_counts WHERE party = name)
    AND EXISTS (SELECT 1 FROM event_names AS n WHERE n.name = names.name AND n.role IN ('actor', 'target'));

CREATE VIEW party_counted AS
SELECT
    p.party,
    (SELECT count(*) FROM dispute_names AS d JOIN disputes AS x ON x.id = d.dispute_id
     WHERE d.name = p.party AND d.role = 'claimant' AND x.withdrawn IS NULL) AS disputes_as_claimant,
    (SELECT count(*) FROM dispute_names AS d JOIN disputes AS x ON x.id = d.dispute_id
     WHERE d.name = p.party AND d.role = 'respondent' AND x.withdrawn IS NULL) AS disputes_as_respondent,
    count(DISTINCT iif(n.role = 'actor', e.id, NULL)) AS steps_by,
    count(DISTINCT iif(n.role = 'target', e.id, NULL)) AS steps_against,
    count(DISTINCT iif(n.role = 'actor' AND e.stage = 4 AND e.direction = 'up', e.id, NULL)) AS suits_by,
    count(DISTINCT iif(n.role = 'target' AND e.stage = 4 AND e.direction = 'up', e.id, NULL)) AS suits_against,
    min(e.sort_date) AS first_step,
    max(e.sort_date) AS latest_step
FROM parties_to_count AS p
CROSS JOIN event_names AS n ON n.name = p.party AND n.role IN ('actor', 'target')
LEFT JOIN events AS e ON e.id = n.event_id AND e.withdrawn IS NULL AND e.status = 'happened'
GROUP BY p.party;

DROP VIEW party_summary;
CREATE VIEW party_summary AS
SELECT * FROM party_counts WHERE first_step IS NOT NULL
UNION ALL
SELECT * FROM party_counted WHERE first_step IS NOT NULL;
