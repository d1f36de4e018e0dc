-- What readers wait for, and what each was told. Addresses stand in the environment or beside the database, never here.
CREATE TABLE watches (
    name TEXT PRIMARY KEY NOT NULL,
    selection TEXT NOT NULL CHECK (json_valid(selection)),
    target TEXT NOT NULL DEFAULT '',
    wait_below REAL CHECK (wait_below BETWEEN 0 AND 1),
    quiet_from TEXT CHECK (length(quiet_from) = 5),
    quiet_until TEXT CHECK (length(quiet_until) = 5),
    zone TEXT NOT NULL DEFAULT 'UTC',
    bundle_minutes INTEGER NOT NULL DEFAULT 0 CHECK (bundle_minutes >= 0),
    background INTEGER NOT NULL DEFAULT 0 CHECK (background IN (0, 1)),
    added_at TEXT NOT NULL,
    sent_at TEXT
) STRICT;

CREATE TABLE alerts (
    watch TEXT NOT NULL REFERENCES watches (name) ON DELETE CASCADE,
    event_id TEXT NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('known', 'background', 'begun', 'sent')),
    at TEXT NOT NULL,
    PRIMARY KEY (watch, event_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX alerts_event ON alerts (event_id);

CREATE TABLE alarms_told (
    source_id TEXT NOT NULL,
    kind TEXT NOT NULL,
    sentence TEXT NOT NULL,
    told_at TEXT NOT NULL,
    PRIMARY KEY (source_id, kind)
) STRICT, WITHOUT ROWID;
