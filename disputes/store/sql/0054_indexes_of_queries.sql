-- What analysts ask of a whole store, so that a million events are answered while they wait: sums in their order, steps
-- of one source in the order of confidence, and what is counted of each step by party, tool and outlet, without its row.
CREATE INDEX events_money ON events (amount_usd, id) WHERE withdrawn IS NULL AND amount_usd IS NOT NULL;
CREATE INDEX events_of_one_source ON events (confidence, id) WHERE withdrawn IS NULL AND source_count < 2;
CREATE INDEX events_counted ON events
(id, withdrawn, status, stage, direction, sort_date, dispute_id, first_published);
