-- Pages that were announced and brought nothing yet, with what was announced of them: until the next crawl a feed may
-- have gone on to others. `tries`: how often one was not read in time. Once a page was judged or looked at, it goes.
CREATE TABLE pages_left (
    url TEXT PRIMARY KEY NOT NULL,
    tries INTEGER NOT NULL,
    source_id TEXT NOT NULL,
    entry TEXT NOT NULL CHECK (json_valid(entry)),
    since TEXT NOT NULL,
    tried_at TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX pages_left_source ON pages_left (source_id, tried_at);

CREATE TRIGGER seen_urls_judged AFTER INSERT ON seen_urls BEGIN
    DELETE FROM pages_left WHERE url = new.url;
END;
CREATE TRIGGER page_checks_made AFTER UPDATE ON page_checks BEGIN
    DELETE FROM pages_left WHERE url = new.url;
END;
