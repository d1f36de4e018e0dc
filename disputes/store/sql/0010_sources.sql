-- What each source is expected to bring, and what it brought: what alarms are made of, without the crawler.
CREATE TABLE sources (
    id TEXT PRIMARY KEY NOT NULL,
    name TEXT NOT NULL,
    kind TEXT NOT NULL,
    url TEXT NOT NULL,
    homepage TEXT NOT NULL DEFAULT '',
    beat TEXT NOT NULL DEFAULT '',
    country TEXT NOT NULL DEFAULT '',
    language TEXT NOT NULL DEFAULT '',
    enabled INTEGER NOT NULL CHECK (enabled IN (0, 1)),
    reason TEXT NOT NULL DEFAULT '',
    items_per_week REAL,
    max_silence_hours INTEGER NOT NULL,
    first_asked TEXT,
    last_success TEXT,
    last_failure TEXT,
    problem TEXT NOT NULL DEFAULT '',
    last_new TEXT
) STRICT;

CREATE TABLE source_days (
    source_id TEXT NOT NULL REFERENCES sources (id) ON DELETE CASCADE,
    day TEXT NOT NULL CHECK (length(day) = 10),
    asked INTEGER NOT NULL DEFAULT 0,
    failed INTEGER NOT NULL DEFAULT 0,
    new_entries INTEGER NOT NULL DEFAULT 0,
    pages INTEGER NOT NULL DEFAULT 0,
    without_text INTEGER NOT NULL DEFAULT 0,
    articles INTEGER NOT NULL DEFAULT 0,
    characters INTEGER NOT NULL DEFAULT 0,
    PRIMARY KEY (source_id, day)
) STRICT, WITHOUT ROWID;
