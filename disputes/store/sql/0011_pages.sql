-- What a page was before, what may be kept of it, and what a site says of itself.
ALTER TABLE articles ADD COLUMN keep TEXT NOT NULL DEFAULT 'text' CHECK (keep IN ('text', 'quotes'));

CREATE TABLE article_versions (
    article_id TEXT NOT NULL REFERENCES articles (id) ON DELETE CASCADE,
    number INTEGER NOT NULL,
    title TEXT NOT NULL,
    text TEXT NOT NULL,
    content_hash TEXT NOT NULL,
    change TEXT NOT NULL CHECK (change IN ('first', 'text', 'correction', 'headline', 'slight', 'cut')),
    seen_at TEXT NOT NULL,
    PRIMARY KEY (article_id, number)
) STRICT, WITHOUT ROWID;

CREATE TABLE page_checks (
    url TEXT PRIMARY KEY NOT NULL,
    article_id TEXT NOT NULL REFERENCES articles (id) ON DELETE CASCADE,
    source_id TEXT NOT NULL,
    etag TEXT,
    last_modified TEXT,
    announced_title TEXT NOT NULL DEFAULT '',
    announced_update TEXT NOT NULL DEFAULT '',
    checks INTEGER NOT NULL DEFAULT 0,
    checked_at TEXT NOT NULL
) STRICT;
CREATE INDEX page_checks_due ON page_checks (source_id, checks, checked_at);

CREATE TABLE raw_pages (
    article_id TEXT NOT NULL REFERENCES articles (id) ON DELETE CASCADE,
    fetched_at TEXT NOT NULL,
    url TEXT NOT NULL,
    content_type TEXT NOT NULL DEFAULT '',
    body BLOB NOT NULL,
    PRIMARY KEY (article_id, fetched_at)
) STRICT;

CREATE TABLE article_shingles (
    article_id TEXT PRIMARY KEY NOT NULL REFERENCES articles (id) ON DELETE CASCADE,
    shingles BLOB NOT NULL
) STRICT;

CREATE TABLE site_files (
    url TEXT PRIMARY KEY NOT NULL,
    status INTEGER NOT NULL,
    body BLOB NOT NULL,
    etag TEXT,
    last_modified TEXT,
    checked_at TEXT NOT NULL
) STRICT;
