-- How far the operator was told of an alarm, so that a message that was begun before a kill is known when it comes again.
ALTER TABLE alarms_told ADD COLUMN state TEXT NOT NULL DEFAULT 'told' CHECK (state IN ('begun', 'told', 'ending'));
