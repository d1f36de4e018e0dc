-- What finished weeks told their readers, so that a later one can tell what was corrected since.
CREATE TABLE digests (
    id INTEGER PRIMARY KEY,
    label TEXT NOT NULL,
    since TEXT NOT NULL CHECK (length(since) = 10),
    until TEXT NOT NULL CHECK (length(until) = 10),
    selection TEXT NOT NULL DEFAULT '{}' CHECK (json_valid(selection)),
    kept_at TEXT NOT NULL,
    UNIQUE (since, until, selection)
) STRICT;

CREATE TABLE digest_steps (
    digest_id INTEGER NOT NULL REFERENCES digests (id) ON DELETE CASCADE,
    event_id TEXT NOT NULL,
    told TEXT CHECK (told IS NULL OR json_valid(told)),
    PRIMARY KEY (digest_id, event_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX digest_steps_event ON digest_steps (event_id);

-- No addresses: a database may be handed on, and whom it was mailed to is nobody else's business.
CREATE TABLE mailings (
    message_id TEXT PRIMARY KEY NOT NULL,
    digest TEXT NOT NULL,
    started_at TEXT NOT NULL,
    sent_at TEXT
) STRICT, WITHOUT ROWID;

CREATE INDEX events_first_published ON events (first_published);
