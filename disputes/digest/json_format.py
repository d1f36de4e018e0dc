"""A digest -> JSON for programs: the records as they are, not shortened, with a number of the format."""

import json
from dataclasses import asdict

from disputes.digest.records import Digest

VERSION = 1


def render_json(digest: Digest) -> bytes:
    """The digest as one JSON object in ASCII, so that no mark in a text can disturb what shows it."""
    text = json.dumps({"format": "disputes-digest", "version": VERSION, **asdict(digest)}, default=str, indent=1)
    return f"{text}\n".encode("ascii")
