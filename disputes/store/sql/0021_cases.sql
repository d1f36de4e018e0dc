-- Court cases: those known beforehand, shown as reference data, and those that our own reports propose.
CREATE TABLE cases (
    id TEXT PRIMARY KEY NOT NULL,
    origin TEXT NOT NULL CHECK (origin IN ('reference', 'proposed')),
    caption TEXT NOT NULL,
    court TEXT,
    court_id TEXT,
    country TEXT,
    docket TEXT,
    docket_url TEXT,
    filed TEXT CHECK (length(filed) IN (4, 7, 10)),
    works TEXT,
    status TEXT NOT NULL CHECK (status IN (
        'pending', 'dismissed', 'settled', 'decided', 'appeal', 'consolidated', 'unknown'
    )),
    status_on TEXT CHECK (length(status_on) IN (4, 7, 10)),
    note TEXT NOT NULL DEFAULT '',
    unconfirmed TEXT NOT NULL DEFAULT '',
    withdrawn TEXT
) STRICT;
CREATE INDEX cases_docket ON cases (docket) WHERE docket IS NOT NULL;

CREATE TABLE case_names (
    case_id TEXT NOT NULL REFERENCES cases (id) ON DELETE CASCADE,
    role TEXT NOT NULL CHECK (role IN ('claimant', 'respondent', 'tool')),
    position INTEGER NOT NULL,
    name TEXT NOT NULL,
    PRIMARY KEY (case_id, role, position)
) STRICT, WITHOUT ROWID;

CREATE TABLE case_captions (
    case_id TEXT NOT NULL REFERENCES cases (id) ON DELETE CASCADE,
    position INTEGER NOT NULL,
    caption TEXT NOT NULL,
    PRIMARY KEY (case_id, position)
) STRICT, WITHOUT ROWID;

CREATE TABLE case_dockets (
    case_id TEXT NOT NULL REFERENCES cases (id) ON DELETE CASCADE,
    position INTEGER NOT NULL,
    docket TEXT NOT NULL,
    court TEXT,
    PRIMARY KEY (case_id, position)
) STRICT, WITHOUT ROWID;

CREATE TABLE case_relations (
    case_id TEXT NOT NULL REFERENCES cases (id) ON DELETE CASCADE,
    relation TEXT NOT NULL CHECK (relation IN ('consolidated_into', 'related_to', 'split_from', 'successor_of')),
    other_id TEXT NOT NULL,
    PRIMARY KEY (case_id, relation, other_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX case_relations_other ON case_relations (other_id);

CREATE TABLE case_sources (
    case_id TEXT NOT NULL REFERENCES cases (id) ON DELETE CASCADE,
    position INTEGER NOT NULL,
    url TEXT NOT NULL,
    PRIMARY KEY (case_id, position)
) STRICT, WITHOUT ROWID;

CREATE TABLE event_cases (
    event_id TEXT NOT NULL REFERENCES events (id) ON DELETE CASCADE,
    case_id TEXT NOT NULL REFERENCES cases (id) ON DELETE CASCADE,
    tied_by TEXT NOT NULL CHECK (tied_by IN ('docket', 'caption', 'parties', 'proposed', 'correction')),
    PRIMARY KEY (event_id, case_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX event_cases_case ON event_cases (case_id);

CREATE TABLE case_refreshes (
    case_id TEXT PRIMARY KEY NOT NULL REFERENCES cases (id) ON DELETE CASCADE,
    fetched_at TEXT NOT NULL,
    docket_number TEXT,
    case_name TEXT,
    date_filed TEXT,
    date_terminated TEXT,
    date_last_filing TEXT,
    url TEXT NOT NULL DEFAULT ''
) STRICT;

CREATE TABLE docket_entries (
    case_id TEXT NOT NULL REFERENCES cases (id) ON DELETE CASCADE,
    entry_id INTEGER NOT NULL,
    number INTEGER,
    filed TEXT,
    description TEXT NOT NULL DEFAULT '',
    PRIMARY KEY (case_id, entry_id)
) STRICT, WITHOUT ROWID;

CREATE VIEW case_summary AS
SELECT
    c.id AS case_id,
    c.origin,
    c.caption,
    c.court,
    c.docket,
    c.docket_url,
    c.filed,
    (SELECT group_concat(name, '; ') FROM (SELECT name FROM case_names WHERE case_id = c.id AND role = 'claimant' ORDER BY position)) AS claimants,
    (SELECT group_concat(name, '; ') FROM (SELECT name FROM case_names WHERE case_id = c.id AND role = 'respondent' ORDER BY position)) AS respondents,
    (SELECT group_concat(name, '; ') FROM (SELECT name FROM case_names WHERE case_id = c.id AND role = 'tool' ORDER BY position)) AS tools,
    c.status,
    c.status_on,
    c.unconfirmed,
    c.note,
    (SELECT group_concat(caption, '; ') FROM (SELECT caption FROM case_captions WHERE case_id = c.id ORDER BY position)) AS former_captions,
    (SELECT group_concat(docket, '; ') FROM (SELECT docket FROM case_dockets WHERE case_id = c.id ORDER BY position)) AS other_dockets,
    (SELECT group_concat(other_id, '; ') FROM case_relations WHERE case_id = c.id AND relation = 'consolidated_into') AS consolidated_into,
    (
        SELECT count(*) FROM event_cases AS ec JOIN events AS e ON e.id = ec.event_id
        WHERE ec.case_id = c.id AND e.withdrawn IS NULL
    ) AS events,
    (
        SELECT group_concat(dispute_id, '; ') FROM (
            SELECT DISTINCT e.dispute_id FROM event_cases AS ec JOIN events AS e ON e.id = ec.event_id
            WHERE ec.case_id = c.id AND e.withdrawn IS NULL ORDER BY e.dispute_id
        )
    ) AS dispute_ids,
    r.fetched_at AS refreshed_at,
    r.date_terminated,
    r.date_last_filing
FROM cases AS c
LEFT JOIN case_refreshes AS r ON r.case_id = c.id
WHERE c.withdrawn IS NULL;
