-- The tables. What each column means stands in ../schema.toml, and a test keeps that complete.
-- `number` gives articles a fixed rowid: without an INTEGER PRIMARY KEY, VACUUM may renumber the rows under the
-- full-text index.
CREATE TABLE articles (
    number INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    url TEXT NOT NULL UNIQUE,
    title TEXT NOT NULL,
    published TEXT NOT NULL CHECK (length(published) IN (4, 7, 10)),
    published_at TEXT NOT NULL DEFAULT '',
    text TEXT NOT NULL,
    outlet TEXT NOT NULL DEFAULT '',
    byline TEXT NOT NULL DEFAULT '',
    source_id TEXT NOT NULL DEFAULT '',
    fetched_at TEXT NOT NULL DEFAULT '',
    language TEXT NOT NULL DEFAULT 'en',
    content_hash TEXT NOT NULL DEFAULT '',
    story_id TEXT NOT NULL
) STRICT;
CREATE INDEX articles_published ON articles (published);
CREATE INDEX articles_story ON articles (story_id);
CREATE INDEX articles_content ON articles (content_hash);

CREATE TABLE seen_urls (
    url TEXT PRIMARY KEY NOT NULL,
    source_id TEXT NOT NULL DEFAULT '',
    article_id TEXT REFERENCES articles (id) ON DELETE SET NULL,
    outcome TEXT NOT NULL,
    detail TEXT NOT NULL DEFAULT '',
    seen_at TEXT NOT NULL DEFAULT ''
) STRICT;
CREATE INDEX seen_urls_source ON seen_urls (source_id, outcome);

CREATE TABLE feeds (
    url TEXT PRIMARY KEY NOT NULL,
    source_id TEXT NOT NULL DEFAULT '',
    etag TEXT,
    last_modified TEXT,
    checked_at TEXT NOT NULL DEFAULT '',
    status INTEGER,
    error TEXT,
    items INTEGER
) STRICT;

CREATE TABLE readings (
    article_id TEXT PRIMARY KEY NOT NULL REFERENCES articles (id) ON DELETE CASCADE,
    relevant INTEGER NOT NULL CHECK (relevant IN (0, 1)),
    relevance REAL NOT NULL,
    reason TEXT NOT NULL DEFAULT '',
    version TEXT NOT NULL DEFAULT '',
    read_at TEXT NOT NULL DEFAULT '',
    error TEXT
) STRICT;
CREATE INDEX readings_version ON readings (version);

CREATE TABLE found_parties (
    article_id TEXT NOT NULL REFERENCES articles (id) ON DELETE CASCADE,
    name TEXT NOT NULL,
    aliases TEXT NOT NULL DEFAULT '[]' CHECK (json_valid(aliases)),
    kind TEXT NOT NULL,
    side TEXT NOT NULL CHECK (side IN ('claimant', 'respondent', 'neutral')),
    party_id TEXT
) STRICT;
CREATE INDEX found_parties_article ON found_parties (article_id);
CREATE INDEX found_parties_party ON found_parties (party_id);

CREATE TABLE found_tools (
    article_id TEXT NOT NULL REFERENCES articles (id) ON DELETE CASCADE,
    name TEXT NOT NULL,
    aliases TEXT NOT NULL DEFAULT '[]' CHECK (json_valid(aliases)),
    developer TEXT,
    tool_id TEXT
) STRICT;
CREATE INDEX found_tools_article ON found_tools (article_id);
CREATE INDEX found_tools_tool ON found_tools (tool_id);

CREATE TABLE mentions (
    article_id TEXT NOT NULL REFERENCES articles (id) ON DELETE CASCADE,
    start INTEGER NOT NULL,
    "end" INTEGER NOT NULL,
    name TEXT NOT NULL,
    kind TEXT NOT NULL CHECK (kind IN ('party', 'tool'))
) STRICT;
CREATE INDEX mentions_article ON mentions (article_id);
CREATE INDEX mentions_name ON mentions (name);

CREATE TABLE reports (
    id TEXT PRIMARY KEY NOT NULL,
    article_id TEXT NOT NULL REFERENCES articles (id) ON DELETE CASCADE,
    action TEXT NOT NULL,
    date TEXT CHECK (length(date) IN (4, 7, 10)),
    precision TEXT CHECK (precision IN ('day', 'month', 'year')),
    status TEXT NOT NULL CHECK (status IN ('happened', 'threatened', 'scheduled')),
    court TEXT,
    docket TEXT,
    amount_usd REAL,
    start INTEGER NOT NULL,
    "end" INTEGER NOT NULL,
    quote TEXT NOT NULL,
    confidence REAL NOT NULL DEFAULT 1.0,
    credited_to TEXT,
    direction TEXT CHECK (direction IN ('up', 'down', 'neutral'))
) STRICT;
CREATE INDEX reports_article ON reports (article_id);

CREATE TABLE report_names (
    report_id TEXT NOT NULL REFERENCES reports (id) ON DELETE CASCADE,
    role TEXT NOT NULL CHECK (role IN ('actor', 'target', 'tool')),
    position INTEGER NOT NULL,
    name TEXT NOT NULL,
    PRIMARY KEY (report_id, role, position)
) STRICT, WITHOUT ROWID;

CREATE TABLE allegations (
    article_id TEXT NOT NULL REFERENCES articles (id) ON DELETE CASCADE,
    developer TEXT NOT NULL,
    material TEXT NOT NULL,
    status TEXT NOT NULL CHECK (status IN ('alleged', 'admitted', 'found')),
    start INTEGER NOT NULL,
    "end" INTEGER NOT NULL,
    quote TEXT NOT NULL
) STRICT;
CREATE INDEX allegations_article ON allegations (article_id);

CREATE TABLE actions (
    name TEXT PRIMARY KEY NOT NULL,
    label TEXT NOT NULL,
    stage INTEGER,
    direction TEXT NOT NULL CHECK (direction IN ('up', 'down', 'neutral')),
    position INTEGER NOT NULL DEFAULT 0
) STRICT;

CREATE TABLE disputes (
    id TEXT PRIMARY KEY NOT NULL,
    title TEXT NOT NULL,
    stage INTEGER NOT NULL,
    direction TEXT NOT NULL CHECK (direction IN ('up', 'down', 'neutral')),
    status TEXT NOT NULL CHECK (status IN ('open', 'dormant', 'settled', 'licensed', 'dismissed', 'decided')),
    since TEXT NOT NULL,
    latest TEXT NOT NULL,
    withdrawn TEXT
) STRICT;

CREATE TABLE dispute_names (
    dispute_id TEXT NOT NULL REFERENCES disputes (id) ON DELETE CASCADE,
    role TEXT NOT NULL CHECK (role IN ('claimant', 'respondent', 'tool')),
    position INTEGER NOT NULL,
    name TEXT NOT NULL,
    PRIMARY KEY (dispute_id, role, position)
) STRICT, WITHOUT ROWID;
CREATE INDEX dispute_names_name ON dispute_names (name, role);

CREATE TABLE events (
    id TEXT PRIMARY KEY NOT NULL,
    dispute_id TEXT NOT NULL REFERENCES disputes (id),
    action TEXT NOT NULL,
    stage INTEGER,
    direction TEXT NOT NULL CHECK (direction IN ('up', 'down', 'neutral')),
    date TEXT CHECK (length(date) IN (4, 7, 10)),
    precision TEXT CHECK (precision IN ('day', 'month', 'year')),
    first_published TEXT NOT NULL,
    sort_date TEXT NOT NULL CHECK (length(sort_date) = 10),
    status TEXT NOT NULL CHECK (status IN ('happened', 'threatened', 'scheduled')),
    court TEXT,
    docket TEXT,
    amount_usd REAL,
    quote TEXT NOT NULL,
    best_report_id TEXT NOT NULL,
    source_count INTEGER NOT NULL,
    confidence REAL NOT NULL,
    withdrawn TEXT
) STRICT;
CREATE INDEX events_dispute ON events (dispute_id, sort_date);
CREATE INDEX events_sort_date ON events (sort_date, action);
CREATE INDEX events_docket ON events (docket) WHERE docket IS NOT NULL;

CREATE TABLE event_names (
    event_id TEXT NOT NULL REFERENCES events (id) ON DELETE CASCADE,
    role TEXT NOT NULL CHECK (role IN ('actor', 'target', 'tool')),
    position INTEGER NOT NULL,
    name TEXT NOT NULL,
    PRIMARY KEY (event_id, role, position)
) STRICT, WITHOUT ROWID;
CREATE INDEX event_names_name ON event_names (name, role);

-- No foreign key to reports: reading an article anew replaces its reports, and an event must still be known by the
-- evidence it once had until the next linking.
CREATE TABLE event_reports (
    event_id TEXT NOT NULL REFERENCES events (id) ON DELETE CASCADE,
    report_id TEXT NOT NULL,
    article_id TEXT,
    start INTEGER,
    "end" INTEGER,
    PRIMARY KEY (event_id, report_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX event_reports_report ON event_reports (report_id);

CREATE TABLE rival_values (
    event_id TEXT NOT NULL REFERENCES events (id) ON DELETE CASCADE,
    field TEXT NOT NULL,
    value TEXT NOT NULL,
    report_id TEXT NOT NULL,
    PRIMARY KEY (event_id, field, value, report_id)
) STRICT, WITHOUT ROWID;

CREATE TABLE forwards (
    old_id TEXT PRIMARY KEY NOT NULL,
    new_id TEXT NOT NULL,
    reason TEXT NOT NULL,
    at TEXT NOT NULL DEFAULT ''
) STRICT;
CREATE INDEX forwards_new ON forwards (new_id);

CREATE TABLE runs (
    id INTEGER PRIMARY KEY,
    stage TEXT NOT NULL,
    started_at TEXT NOT NULL,
    finished_at TEXT,
    done INTEGER NOT NULL DEFAULT 0,
    failed INTEGER NOT NULL DEFAULT 0,
    skipped INTEGER NOT NULL DEFAULT 0
) STRICT;

CREATE TABLE faults (
    id INTEGER PRIMARY KEY,
    run_id INTEGER REFERENCES runs (id) ON DELETE CASCADE,
    stage TEXT NOT NULL,
    place TEXT NOT NULL,
    problem TEXT NOT NULL,
    at TEXT NOT NULL
) STRICT;
CREATE INDEX faults_run ON faults (run_id);
