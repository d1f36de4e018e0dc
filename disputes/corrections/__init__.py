"""Corrections: what people decide about events, disputes and parties, laid over what the pipeline says.

Each of the verbs below checks a wish against the store and keeps it as a record, with who, when, why, old and new
value; `stages.link_reports` then makes it so. The log only grows: `undo` is a correction too.
"""

from disputes.correction import Correction, Editor, Effect
from disputes.corrections.making import (
    add_alias,
    assign,
    confirm,
    in_force,
    merge,
    merge_parties,
    reject,
    rename_party,
    set_field,
    split,
    undo,
    undone,
)

__all__ = [
    "Correction",
    "Editor",
    "Effect",
    "add_alias",
    "assign",
    "confirm",
    "in_force",
    "merge",
    "merge_parties",
    "reject",
    "rename_party",
    "set_field",
    "split",
    "undo",
    "undone",
]
