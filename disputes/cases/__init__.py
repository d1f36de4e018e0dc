"""Court cases: the reference list, which event belongs to which case, and what a court's docket says."""
