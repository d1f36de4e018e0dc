-- The reports to which a correction went over when all that it knew of an event or a dispute were gone. `lost` where
-- nothing stood under the id either: whoever links again then finds it lost, too, whatever bears that id by now.
CREATE TABLE correction_heirs (
    correction_id TEXT NOT NULL REFERENCES corrections (id),
    subject TEXT NOT NULL,
    evidence TEXT NOT NULL DEFAULT '[]',
    lost INTEGER NOT NULL DEFAULT 0,
    PRIMARY KEY (correction_id, subject)
) STRICT, WITHOUT ROWID;
