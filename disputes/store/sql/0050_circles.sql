-- Events are put into disputes circle by circle; the next linking looks at everything, and so fills these.
ALTER TABLE linked_events ADD COLUMN circle INTEGER NOT NULL DEFAULT 0;
CREATE INDEX linked_events_circle ON linked_events (circle);

CREATE TABLE circle_spans (
    key TEXT NOT NULL,
    circle INTEGER NOT NULL,
    first INTEGER NOT NULL,
    last INTEGER NOT NULL,
    seeks INTEGER NOT NULL,
    PRIMARY KEY (key, circle)
) STRICT, WITHOUT ROWID;
CREATE INDEX circle_spans_circle ON circle_spans (circle);

-- Every name once, without a look at the table: linking asks for them each time.
DROP INDEX found_parties_name;
CREATE INDEX found_parties_name ON found_parties (name, kind, party_id, aliases, article_id);
DROP INDEX found_tools_name;
CREATE INDEX found_tools_name ON found_tools (name, tool_id, article_id);
CREATE INDEX readings_relevant ON readings (article_id, relevant);
