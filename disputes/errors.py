"""The failures that a user can cause or meet, under one base: an edge catches what was foreseen and nothing else."""


class DisputesError(Exception):
    """Base of every foreseen failure; its text is one line that says what is wrong and where."""


class ConfigError(DisputesError):
    """A setting, or an entry of the reference data, is wrong: the text names file, entry and field."""


class ModelMissing(DisputesError):
    """The configured spaCy model is not installed."""


class StoreError(DisputesError):
    """The database cannot be opened, is locked, or is of a version that this program does not know."""


class BadArticle(DisputesError):
    """A line or page is no article: the text says which field and why."""


class BadCorrection(DisputesError):
    """A correction that cannot be: the text says what it names that is not there, or which value is wrong."""
