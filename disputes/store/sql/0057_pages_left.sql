-- Pages that brought nothing and may another time are kept with what was announced of them: until the next crawl a feed
-- may have gone on to others.
ALTER TABLE page_tries ADD COLUMN source_id TEXT NOT NULL DEFAULT '';
ALTER TABLE page_tries ADD COLUMN entry TEXT NOT NULL DEFAULT '{}' CHECK (json_valid(entry));
ALTER TABLE page_tries ADD COLUMN since TEXT NOT NULL DEFAULT '';
ALTER TABLE page_tries ADD COLUMN tried_at TEXT NOT NULL DEFAULT '';
CREATE INDEX page_tries_source ON page_tries (source_id, tried_at);
