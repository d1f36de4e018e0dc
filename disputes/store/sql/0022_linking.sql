-- What linking keeps for itself, so that the next time it looks again only at what new reports touch.
CREATE TABLE articles_to_link (
    article_id TEXT PRIMARY KEY NOT NULL
) STRICT, WITHOUT ROWID;
INSERT INTO articles_to_link SELECT article_id FROM readings;

-- No INSERT OR IGNORE: within a trigger the conflict clause of the statement that fired it counts.
CREATE TRIGGER readings_new AFTER INSERT ON readings BEGIN
    INSERT INTO articles_to_link SELECT new.article_id
    WHERE NOT EXISTS (SELECT 1 FROM articles_to_link WHERE article_id = new.article_id);
END;
CREATE TRIGGER readings_anew AFTER UPDATE ON readings BEGIN
    INSERT INTO articles_to_link SELECT new.article_id
    WHERE NOT EXISTS (SELECT 1 FROM articles_to_link WHERE article_id = new.article_id);
END;
CREATE TRIGGER readings_gone AFTER DELETE ON readings BEGIN
    INSERT INTO articles_to_link SELECT old.article_id
    WHERE NOT EXISTS (SELECT 1 FROM articles_to_link WHERE article_id = old.article_id);
END;
CREATE TRIGGER articles_retold AFTER UPDATE OF published, story_id, outlet ON articles
WHEN old.published <> new.published OR old.story_id <> new.story_id OR old.outlet <> new.outlet BEGIN
    INSERT INTO articles_to_link SELECT new.id
    WHERE NOT EXISTS (SELECT 1 FROM articles_to_link WHERE article_id = new.id);
END;

CREATE TABLE linked_reports (
    report_id TEXT PRIMARY KEY NOT NULL,
    article_id TEXT NOT NULL,
    digest TEXT NOT NULL,
    block INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX linked_reports_article ON linked_reports (article_id);
CREATE INDEX linked_reports_block ON linked_reports (block);

CREATE TABLE linked_spans (
    key TEXT NOT NULL,
    block INTEGER NOT NULL,
    first INTEGER NOT NULL,
    last INTEGER NOT NULL,
    seeks INTEGER NOT NULL,
    PRIMARY KEY (key, block)
) STRICT, WITHOUT ROWID;
CREATE INDEX linked_spans_block ON linked_spans (block);

CREATE TABLE linked_events (
    event_id TEXT PRIMARY KEY NOT NULL,
    block INTEGER NOT NULL,
    merged TEXT NOT NULL CHECK (json_valid(merged))
) STRICT, WITHOUT ROWID;
CREATE INDEX linked_events_block ON linked_events (block);

CREATE TABLE linked_names (
    name TEXT PRIMARY KEY NOT NULL,
    resolved TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE linked_with (
    fingerprint TEXT NOT NULL
) STRICT;

CREATE INDEX found_parties_name ON found_parties (name, kind, party_id);
CREATE INDEX found_tools_name ON found_tools (name, tool_id);
CREATE INDEX event_reports_article ON event_reports (article_id);
