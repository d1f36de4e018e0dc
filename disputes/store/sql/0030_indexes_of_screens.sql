-- What lists and figures on screen are asked by: each index holds all that its question needs, so that no row of the
-- wide tables is read for a count.
CREATE INDEX events_standing ON events (sort_date, status, direction, stage, action, dispute_id, id)
WHERE withdrawn IS NULL;
CREATE INDEX events_suits ON events (dispute_id, sort_date, id)
WHERE withdrawn IS NULL AND status = 'happened' AND stage = 4 AND direction = 'up';
CREATE INDEX events_stage ON events (stage, direction, status, sort_date) WHERE withdrawn IS NULL;
CREATE INDEX events_ahead ON events (sort_date) WHERE withdrawn IS NULL AND status = 'scheduled';
CREATE INDEX events_confidence ON events (confidence) WHERE withdrawn IS NULL;
CREATE INDEX events_sources ON events (source_count, sort_date) WHERE withdrawn IS NULL;
CREATE INDEX disputes_latest ON disputes (latest DESC, id, status) WHERE withdrawn IS NULL;
CREATE INDEX articles_outlet ON articles (outlet);
CREATE INDEX rival_values_field ON rival_values (field, event_id);
