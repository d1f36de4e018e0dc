"""A person's wish -> a correction on record: checked against what the store holds, with the old value and the evidence.

Each function takes the store, what to correct, and an `Editor`; it keeps the correction and gives it back. The next
linking lays it over what was read. All raise BadCorrection, with a line for the person, where it cannot be.
"""

from collections.abc import Collection, Sequence

from disputes.catalog import load
from disputes.correction import Correction, Editor, Kind, SubjectKind, Value
from disputes.corrections.fields import DISPUTE_FIELDS, EVENT_FIELDS, checked
from disputes.errors import BadCorrection
from disputes.linking.decisions import amendments, meanings
from disputes.linking.identity import stable_id
from disputes.linking.plain import plain
from disputes.store import Store
from disputes.types import Evidence

_TABLES: dict[SubjectKind, str] = {"event": "events", "dispute": "disputes"}


def merge(store: Store, ids: Sequence[str], by: Editor) -> Correction:
    """Makes several events, or several disputes, one; the first named lends it its id."""
    found = list(dict.fromkeys(standing(store, id) for id in ids))
    if len(found) < 2:
        raise BadCorrection("merge: two events or two disputes at least")
    kinds = {kind for kind, _ in found}
    if len(kinds) > 1:
        raise BadCorrection("merge: events and disputes cannot be one")
    (kind, first), *others = found
    rest: list[str] = [id for _, id in others]
    return _keep(store, "merge", kind, first, by, new=rest, evidence=[first, *rest])


def split(store: Store, id: str, parts: Sequence[str], by: Editor) -> Correction:
    """Takes reports out of an event, or events out of a dispute, which then make an event or a dispute of their own."""
    kind, subject = standing(store, id)
    held = _parts(store, kind, subject)
    if unknown := sorted(set(parts) - set(held)):
        raise BadCorrection(f"split: {unknown[0]} is no part of {kind} {subject}")
    if not parts or len(set(parts)) == len(held):
        raise BadCorrection("split: some parts must leave and some must stay")
    old: list[str] = sorted(held)
    named = [subject, *sorted(set(parts))] if kind == "dispute" else [subject]
    return _keep(store, "split", kind, subject, by, old=old, new=sorted(set(parts)), evidence=named)


def reject(store: Store, id: str, by: Editor) -> Correction:
    """Says that an event never took place, or that a dispute is not of our subject; it is withdrawn with the reason."""
    kind, subject = standing(store, id)
    return _keep(store, "reject", kind, subject, by)


def confirm(store: Store, id: str, by: Editor) -> Correction:
    """Says that an event or a dispute was checked and is right."""
    kind, subject = standing(store, id)
    return _keep(store, "confirm", kind, subject, by)


def assign(store: Store, event_id: str, dispute_id: str | None, by: Editor) -> Correction:
    """Puts an event into another dispute; None for one of its own."""
    kind, subject = standing(store, event_id)
    if kind != "event":
        raise BadCorrection(f"assign: {subject} is no event; disputes are merged")
    target = standing(store, dispute_id) if dispute_id else None
    if target and target[0] != "dispute":
        raise BadCorrection(f"assign: {dispute_id} is no dispute")
    old = str(store.rows("SELECT dispute_id FROM events WHERE id = ?", [subject])[0][0])
    named = [subject, target[1]] if target else [subject]
    return _keep(store, "assign", kind, subject, by, old=old, new=target[1] if target else None, evidence=named)


def set_field(store: Store, id: str, field: str, value: str | None, by: Editor) -> Correction:
    """Sets a field of an event or a dispute. `value` as a person writes it: names parted by ";", None for nothing."""
    kind, subject = standing(store, id)
    new = checked(kind, field, value, store)
    return _keep(store, "set", kind, subject, by, field=field, old=current_value(store, kind, subject, field), new=new)


def rename_party(store: Store, name: str, new_name: str, by: Editor) -> Correction:
    """Changes what a party is called everywhere."""
    party, old, new = _party(store, name), _named("rename", name), _named("rename", new_name)
    if new == old:
        raise BadCorrection(f"rename: {old!r} is called so already")
    if new != party and (_is_shown(store, new) or new in _renamed(store).values() or _is_anothers(store, new, party)):
        raise BadCorrection(f"rename: {new!r} is another party; `merge-parties` makes two one")
    return _keep(store, "rename", "party", party, by, old=old, new=new)


def add_alias(store: Store, name: str, alias: str, by: Editor) -> Correction:
    """Says that another form is a name of a party."""
    party, new = _party(store, name), _named("alias", alias)
    _refuse_circles(store, "alias", new, party)
    return _keep(store, "alias", "party", party, by, new=new)


def merge_parties(store: Store, name: str, into: str, by: Editor) -> Correction:
    """Says that a party is another one, which was read or is in the catalog, under another name."""
    party, target = _party(store, name), _party(store, into, listed=load().party_by_name)
    _refuse_circles(store, "merge_parties", party, target)
    return _keep(store, "merge_parties", "party", party, by, new=target)


def undo(store: Store, correction_id: str, by: Editor) -> Correction:
    """Takes a correction back; an undo can be undone too."""
    every = store.corrections()
    if correction_id not in {one.id for one in every}:
        raise BadCorrection(f"undo: no correction {correction_id!r}")
    if correction_id in undone(every):
        raise BadCorrection(f"undo: {correction_id} is undone already")
    return _keep(store, "undo", "correction", correction_id, by)


def undone(corrections: Sequence[Correction]) -> set[str]:
    """The ids of corrections that a later undo, itself not undone, takes back."""
    gone: set[str] = set()
    for one in reversed(corrections):
        if one.kind == "undo" and one.id not in gone:
            gone.add(one.subject)
    return gone


def in_force(corrections: Sequence[Correction]) -> list[Correction]:
    """The corrections that are to be laid over what was read, the oldest first."""
    gone = undone(corrections)
    return [one for one in corrections if one.kind != "undo" and one.id not in gone]


def standing(store: Store, id: str) -> tuple[SubjectKind, str]:
    """Whether an id is of an event or a dispute, and the id it goes by today. Raises BadCorrection."""
    current = store.current_id(id.strip())
    for kind, table in _TABLES.items():
        for row in store.rows(f"SELECT withdrawn FROM {table} WHERE id = ?", [current]):
            if row["withdrawn"] is None:
                return kind, current
            raise BadCorrection(f"{kind} {current} was withdrawn: {row['withdrawn']}")
    raise BadCorrection(f"no event or dispute {id!r}")


def current_value(store: Store, kind: SubjectKind, id: str, field: str) -> Value:
    """What a field of an event or a dispute holds now."""
    if role := (EVENT_FIELDS if kind == "event" else DISPUTE_FIELDS)[field].role:
        rows = store.rows(
            f"SELECT name FROM {kind}_names WHERE {kind}_id = ? AND role = ? ORDER BY position", [id, role]
        )
        return [row["name"] for row in rows]
    if field == "case":
        ties = store.rows("SELECT case_id FROM event_cases WHERE event_id = ? ORDER BY case_id", [id])
        return "; ".join(row["case_id"] for row in ties) or None
    value: Value = store.rows(f"SELECT {field} FROM {_TABLES[kind]} WHERE id = ?", [id])[0][0]
    return value


def _parts(store: Store, kind: SubjectKind, id: str) -> list[str]:
    if kind == "event":
        found = store.rows("SELECT report_id FROM event_reports WHERE event_id = ?", [id])
    else:
        found = store.rows("SELECT id FROM events WHERE dispute_id = ? AND withdrawn IS NULL", [id])
    return [row[0] for row in found]


def _party(store: Store, name: str, listed: Collection[str] = ()) -> str:
    """What a party was called before anybody renamed it."""
    name = _named("party", name)
    if name in (renamed := _renamed(store)):
        return renamed[name]
    read = store.rows("SELECT 1 FROM found_parties WHERE name = ? LIMIT 1", [name])
    if not read and name not in listed and not _is_shown(store, name):
        raise BadCorrection(f"no party {name!r} in what was read")
    return name


def _is_shown(store: Store, name: str) -> bool:
    """Whether anybody who takes part in an event or a dispute that stands is called so."""
    sql = (
        "SELECT 1 FROM event_names AS n JOIN events AS e ON e.id = n.event_id"
        " WHERE n.name = :name AND n.role <> 'tool' AND e.withdrawn IS NULL"
        " UNION ALL SELECT 1 FROM dispute_names AS n JOIN disputes AS d ON d.id = n.dispute_id"
        " WHERE n.name = :name AND n.role <> 'tool' AND d.withdrawn IS NULL LIMIT 1"
    )
    return bool(store.rows(sql, {"name": name}))


def _is_anothers(store: Store, name: str, party: str) -> bool:
    """Whether the catalog or an article calls somebody so who is not the party; where nobody is shown by that name yet,
    its reports would go over to the party."""
    known = {plain(form): entry.id for form, entry in load().party_by_name.items()}
    same = amendments(in_force(store.corrections())).same

    def meant(form: str) -> str:
        last = [plain(form), *meanings(plain(form), same)][-1]
        return known.get(last, last)

    if meant(name) == meant(party):
        return False
    read = store.rows("SELECT DISTINCT name FROM found_parties")
    return plain(name) in known or any(plain(row["name"]) == plain(name) for row in read)


def _renamed(store: Store) -> dict[str, str]:
    """What people call parties -> what these were called before."""
    return {
        one.new_value: one.subject
        for one in in_force(store.corrections())
        if one.kind == "rename" and isinstance(one.new_value, str)
    }


def _refuse_circles(store: Store, what: str, name: str, party: str) -> None:
    """Raises BadCorrection where a name is the party's already, or where the party goes by that name."""
    if plain(name) == plain(party):
        raise BadCorrection(f"{what}: {name!r} and {party!r} are one name")
    same = amendments(in_force(store.corrections())).same
    if plain(party) in meanings(plain(name), same):
        raise BadCorrection(f"{what}: {name!r} is {party!r} already")
    if plain(name) in meanings(plain(party), same):
        raise BadCorrection(f"{what}: {party!r} is {name!r} already, by another correction; undo that first")


def _named(what: str, name: str) -> str:
    if not name.strip():
        raise BadCorrection(f"{what}: the name is empty")
    return " ".join(name.split())


def _keep(
    store: Store,
    kind: Kind,
    subject_kind: SubjectKind,
    subject: str,
    by: Editor,
    *,
    field: str | None = None,
    old: Value = None,
    new: Value = None,
    evidence: Sequence[str] | None = None,
) -> Correction:
    for name, said in (("who", by.who), ("why", by.why)):
        if not said.strip():
            raise BadCorrection(f"{kind}: {name} is empty; every correction says who made it and why")
    named = evidence if evidence is not None else [subject] if subject_kind in _TABLES else []
    with store.transaction():
        number = len(store.corrections())
        correction = Correction(
            stable_id("c", number, kind, subject, field, new, by.who, by.at),
            *(kind, subject_kind, subject, by, field, old, new),
            tuple((id, _evidence(store, id)) for id in named),
        )
        store.add_correction(correction)
    return correction


def _evidence(store: Store, id: str) -> tuple[Evidence, ...]:
    return store.event_evidence(id) or store.dispute_evidence(id)
