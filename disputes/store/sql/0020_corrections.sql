-- What people decided, as a log that only grows, and what each linking changed, likewise.
CREATE TABLE corrections (
    number INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    kind TEXT NOT NULL CHECK (kind IN (
        'merge', 'split', 'reject', 'confirm', 'assign', 'set', 'rename', 'alias', 'merge_parties', 'undo'
    )),
    subject_kind TEXT NOT NULL CHECK (subject_kind IN ('event', 'dispute', 'party', 'correction')),
    subject TEXT NOT NULL,
    field TEXT,
    old_value TEXT NOT NULL DEFAULT 'null' CHECK (json_valid(old_value)),
    new_value TEXT NOT NULL DEFAULT 'null' CHECK (json_valid(new_value)),
    who TEXT NOT NULL,
    at TEXT NOT NULL,
    why TEXT NOT NULL,
    source TEXT NOT NULL DEFAULT '',
    evidence TEXT NOT NULL DEFAULT '{}' CHECK (json_valid(evidence))
) STRICT;
CREATE INDEX corrections_subject ON corrections (subject);
CREATE INDEX corrections_at ON corrections (at);

CREATE TRIGGER corrections_stay BEFORE UPDATE ON corrections BEGIN
    SELECT raise(ABORT, 'a correction is never changed: undo it');
END;
CREATE TRIGGER corrections_last BEFORE DELETE ON corrections BEGIN
    SELECT raise(ABORT, 'a correction is never deleted: undo it');
END;

CREATE TABLE correction_effects (
    correction_id TEXT PRIMARY KEY NOT NULL REFERENCES corrections (id),
    state TEXT NOT NULL CHECK (state IN ('applied', 'lost', 'undone')),
    detail TEXT NOT NULL DEFAULT '',
    at TEXT NOT NULL DEFAULT ''
) STRICT;

CREATE TABLE link_changes (
    number INTEGER PRIMARY KEY,
    at TEXT NOT NULL,
    thing TEXT NOT NULL CHECK (thing IN ('event', 'dispute')),
    thing_id TEXT NOT NULL,
    change TEXT NOT NULL CHECK (change IN ('changed', 'merged', 'split', 'withdrawn', 'returned')),
    field TEXT,
    old_value TEXT,
    new_value TEXT,
    reason TEXT NOT NULL DEFAULT '',
    correction_id TEXT
) STRICT;
CREATE INDEX link_changes_thing ON link_changes (thing_id);
CREATE INDEX link_changes_at ON link_changes (at);

CREATE TRIGGER link_changes_stay BEFORE UPDATE ON link_changes BEGIN
    SELECT raise(ABORT, 'what was changed stays on record');
END;
CREATE TRIGGER link_changes_last BEFORE DELETE ON link_changes BEGIN
    SELECT raise(ABORT, 'what was changed stays on record');
END;

ALTER TABLE events ADD COLUMN added_at TEXT NOT NULL DEFAULT '';
ALTER TABLE events ADD COLUMN withdrawn_at TEXT;
ALTER TABLE events ADD COLUMN placed_by TEXT NOT NULL DEFAULT '';
ALTER TABLE events ADD COLUMN confirmed_by TEXT REFERENCES corrections (id);
ALTER TABLE event_reports ADD COLUMN joined_by TEXT NOT NULL DEFAULT '';
ALTER TABLE disputes ADD COLUMN added_at TEXT NOT NULL DEFAULT '';
ALTER TABLE disputes ADD COLUMN withdrawn_at TEXT;
ALTER TABLE disputes ADD COLUMN stage_event_id TEXT;
ALTER TABLE disputes ADD COLUMN direction_event_id TEXT;
ALTER TABLE disputes ADD COLUMN status_event_id TEXT;
ALTER TABLE disputes ADD COLUMN confirmed_by TEXT REFERENCES corrections (id);

CREATE VIEW corrections_log AS
SELECT
    c.number,
    c.id AS correction_id,
    c.at,
    c.who,
    c.kind,
    c.subject_kind,
    c.subject,
    c.field,
    c.old_value,
    c.new_value,
    c.why,
    c.source,
    coalesce(f.state, 'waiting') AS state,
    coalesce(f.detail, '') AS detail
FROM corrections AS c
LEFT JOIN correction_effects AS f ON f.correction_id = c.id;

CREATE VIEW event_rivals AS
SELECT
    v.event_id,
    v.field,
    v.value,
    v.report_id,
    p.outlet,
    p.title,
    p.url,
    p.published,
    p.story_id,
    r.quote
FROM rival_values AS v
LEFT JOIN event_reports AS er ON er.event_id = v.event_id AND er.report_id = v.report_id
LEFT JOIN reports AS r ON r.id = v.report_id
LEFT JOIN articles AS p ON p.id = coalesce(r.article_id, er.article_id);
