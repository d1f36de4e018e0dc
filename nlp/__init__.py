"""Article -> reading, with spaCy."""
