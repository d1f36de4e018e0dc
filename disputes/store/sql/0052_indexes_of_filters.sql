-- By what steps are narrowed down on screen, with all that a list or a count of them asks. Before, neither index held
-- the action, nor that of stages the dispute; SQLite took them all the same, with a look at every row of the table.
DROP INDEX events_stage;
CREATE INDEX events_stage ON events (stage, direction, status, action, sort_date, dispute_id, id)
WHERE withdrawn IS NULL;
DROP INDEX events_dispute;
CREATE INDEX events_dispute ON events (dispute_id, sort_date, withdrawn, status, direction, stage, action, id);
CREATE INDEX events_court ON events (court, sort_date, dispute_id, id)
WHERE withdrawn IS NULL AND court IS NOT NULL;
CREATE INDEX case_names_name ON case_names (name, role);

-- What was run and what went wrong, the latest first and by stage: logs that only grow, of which pages show the end.
CREATE INDEX faults_at ON faults (at);
CREATE INDEX faults_stage ON faults (stage, at);
CREATE INDEX runs_started ON runs (started_at);
CREATE INDEX runs_stage ON runs (stage, started_at);
CREATE INDEX runs_ended ON runs (stage, finished_at);
