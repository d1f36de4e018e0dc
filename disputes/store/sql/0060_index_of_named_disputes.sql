-- What the lists of parties and tools ask of the disputes of every name, without a look at the rows of the table.
CREATE INDEX disputes_of_names ON disputes (id, withdrawn, status, stage, since, latest);
