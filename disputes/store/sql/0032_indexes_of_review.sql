-- What waits for a person, in the order in which it is shown; each index holds all that counting needs.
DROP INDEX events_confidence;
DROP INDEX events_sources;
CREATE INDEX events_unsure ON events (confidence, id) WHERE withdrawn IS NULL AND confirmed_by IS NULL;
CREATE INDEX events_single ON events (source_count, sort_date, id) WHERE withdrawn IS NULL AND confirmed_by IS NULL;
