"""Sets of annotated articles and their scores -> the dated table that stands in the README between two marks.

Each set is read by the reading itself, without its own names in the catalog, and by the baseline, so that a figure
never stands alone.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from disputes.errors import BadArticle, ConfigError
from disputes.likeness import Record
from disputes.scoring import Rate, Scores, load_records

BEGIN, END = "<!-- scores:begin -->", "<!-- scores:end -->"


@dataclass(frozen=True, slots=True)
class Board:
    """One set of annotated articles, and how it was read. `unseen` is None for a set whose names no list has."""

    path: Path
    unit: str  # what its records are: articles or sentences
    read: Scores
    baseline: Scores
    unseen: Scores | None = None


@dataclass(frozen=True, slots=True)
class Table:
    """One set's scores as they were published: a row a layer, the figures as printed."""

    caption: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


def load_set(path: Path) -> list[Record]:
    """The annotated articles of a file; a record with `sentence` is an article of that one sentence.

    Raises BadArticle where there is none, or a line is none.
    """
    records = [_whole(record) if is_sentence(record) else record for record in load_records(path)]
    if not records:
        raise BadArticle(f"{path}: holds no article")
    return records


def is_sentence(record: Record) -> bool:
    """Whether a record is one sentence alone."""
    return "sentence" in record


def to_markdown(boards: Iterable[Board], *, on: date, reader: str) -> str:
    """The tables, and with what and when they were made."""
    told = f"Measured on {on}, by version `{reader}` of the reading."
    return "\n\n".join([told, *map(_table, boards)])


def layers(scores: Scores) -> list[str]:
    """A table of the layers, by lines."""
    return _rates("", scores.layers)


def details(scores: Scores) -> list[str]:
    """Tables, by lines, of each action, of the fields of matched events and of all events that were predicted, and,
    where the annotations say which events of different articles are one step, of the pairs of these."""
    actions = sorted(scores.by_action.items(), key=lambda pair: (-pair[1].gold, pair[0]))
    shares = {**scores.fields, "evidence, of all predicted": scores.evidence, "status, of all predicted": scores.status}
    checked = [
        f"| {name} | {share.value:.3f} | {share.of} |" for name, share in shares.items() if share.value is not None
    ]
    linked = ["", *_rates("pairs of matched events", {"of one step": scores.clusters})] if scores.clusters else []
    return [
        *_rates("event", dict(actions)),
        "",
        "| right on matched events | share | of |",
        "|---|---:|---:|",
        *checked,
        *linked,
    ]


def _rates(of: str, rates: Mapping[str, Rate]) -> list[str]:
    rows = [f"| {k} | {r.precision:.3f} | {r.recall:.3f} | {r.f1:.3f} | {r.gold} |" for k, r in rates.items()]
    return [f"| {of} | precision | recall | F1 | annotated |", "|---|---:|---:|---:|---:|", *rows]


def insert(document: Path, tables: str) -> None:
    """Puts the tables between the marks of a document. Raises ConfigError where it has none or cannot be written."""
    try:
        text = document.read_text(encoding="utf-8")
        before, begin, rest = text.partition(BEGIN)
        _, end, after = rest.partition(END)
        if not begin or not end:
            raise ConfigError(f"{document}: has no {BEGIN} followed by {END}")
        document.write_text(f"{before}{BEGIN}\n{tables}\n{END}{after}", encoding="utf-8")
    except OSError as error:
        raise ConfigError(f"{document}: {error.strerror}") from None


def published(document: Path) -> str | None:
    """The tables that stand between the marks of a document, as Markdown; None where there are none."""
    try:
        text = document.read_text(encoding="utf-8")
    except OSError:
        return None
    _, begin, rest = text.partition(BEGIN)
    tables, end, _ = rest.partition(END)
    return tables.strip() if begin and end else None


def from_markdown(tables: str) -> tuple[str, list[Table]]:
    """What `to_markdown` made, taken apart again: with what and when it was measured, and the tables."""
    told, *parts = (part.strip() for part in tables.split("\n\n"))
    captions = [part.rstrip(":") for part in parts if not part.startswith("|")]
    found = []
    for caption, table in zip(captions, (part for part in parts if part.startswith("|")), strict=False):
        head, _, *rows = (tuple(cell.strip() for cell in line.strip("|").split("|")) for line in table.splitlines())
        found.append(Table(caption, head, tuple(rows)))
    return told, found


def _whole(record: Record) -> Record:
    return {**record, "title": "", "text": record["sentence"], "relevant": bool(record.get("events"))}


def _table(board: Board) -> str:
    beside = {"F1, names not listed": board.unseen, "F1, baseline": board.baseline}
    others = {name: scores for name, scores in beside.items() if scores}
    head = ["", "precision", "recall", "F1", *others, "annotated"]
    rows = [head, ["---", *["---:"] * (len(head) - 1)]]
    for layer, rate in board.read.layers.items():
        figures = [rate.precision, rate.recall, rate.f1, *(scores.layers[layer].f1 for scores in others.values())]
        rows.append([layer, *(f"{figure:.2f}" for figure in figures), str(rate.gold)])
    lines = [f"| {' | '.join(row)} |" for row in rows]
    return "\n".join([f"{board.read.articles} {board.unit} of `{board.path.as_posix()}`:", "", *lines])
