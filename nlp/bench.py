"""Courts and judges that the excerpt names -> entities, and each judge tied to the court that the text seats him in."""

import re
from collections.abc import Mapping

from spacy.tokens import Token

from nlp import wordlists
from nlp.courts import court_table
from nlp.describing import is_indefinite
from nlp.entities import Cast, Entity, clean, words_of
from nlp.syntax import prepositional, subjects

BESIDE = 6  # tokens behind a judge's name in which his court is named
BENCH = frozenset("judge court jury juror panel justice magistrate tribunal circuit bench chamber justices".split())
JURY = frozenset({"jury", "juror"})  # sit in a court that is named elsewhere
TITLES = frozenset({"judge", "justice", "magistrate"})
GENERATIONS = frozenset({"jr", "sr", "ii", "iii"})  # behind a surname
NUMBER = re.compile(r" I{1,3}\b")
SEATING = frozenset({"of", "for", "in", "on", "at", ","})


def add_bench(cast: Cast) -> None:
    """Enter the courts and judges that stand in `doc.spans`."""
    for key, kind in (("courts", "court"), ("judges", "judge")):
        by_name: dict[str, Entity] = {}
        for span in cast.doc.spans.get(key, ()):
            name = span.label_ or clean(span)
            known = _same_surname(by_name, name) if kind == "judge" else None
            known = known or by_name.get(name) or by_name.get(_unnumbered(name, by_name))
            if known is None and cast.full:
                continue
            entity = known or Entity(name, kind, "court", "neutral")
            if known and len(name) > len(known.name):
                known.name = name
            by_name[name] = entity
            if cast.free(span.start, span.end):
                cast.add(entity, span.start, span.end)


def _unnumbered(name: str, by_name: Mapping[str, Entity]) -> str:
    """The name told before of a court whose number one of both leaves out: "Munich I Regional Court"."""
    plain = NUMBER.sub("", name)
    return next((other for other in by_name if (other == plain) != (NUMBER.sub("", other) == name)), name)


def _same_surname(by_name: dict[str, Entity], name: str) -> Entity | None:
    last = words_of(name)[-1:]
    return next((entity for other, entity in by_name.items() if words_of(other)[-1:] == last), None)


def seat_judges(cast: Cast) -> None:
    """Judges speak for the court that the text names with them; all for the one court that it names so at all, and each
    for the one named just before where there are several."""
    judges = cast.named("judge")
    named = [judge for judge in judges if judge.name[0].isupper()]
    for judge in judges:
        if judge not in named and len(named) == 1 and not _another(cast, judge, named[0]):
            cast.merge(judge, named[0])  # "A federal judge in Manhattan", named later
    courts = [e for e in cast.named("court") if any(form[0].isupper() for form in e.forms)]
    seats = {id(judge): court for judge in named if (court := _seat(cast, judge, courts)) is not None}
    distinct = list(dict.fromkeys(seats.values())) or [court for court in courts if not hears_appeals(court)]
    for judge in (*named, *(judge for judge in judges if judge not in named and judge in cast.entities)):
        only = distinct[0] if len(distinct) == 1 else _named_before(cast, judge, courts)
        judge.speaks_for = seats.get(id(judge)) or only


def is_anyone(judge: Entity, cast: Cast) -> bool:
    """Whether the text says neither who a judge is nor where: "a federal judge", but not "a federal judge in Ohio"."""
    unnamed = judge.type == "judge" and not TITLES.isdisjoint(words_of(judge.name)[-1:])
    return unnamed and not any(prepositional(root, "in", "from", "of") for root in cast.roots(judge))


def _another(cast: Cast, unnamed: Entity, named: Entity) -> bool:
    """Whether a judge without a name is another than the one who is named: "a federal judge" who comes up only after
    him is."""
    first = min(start for start, _ in named.spans)
    return all(start > first for start, _ in unnamed.spans) and any(map(is_indefinite, cast.roots(unnamed)))


def deciding_unnamed(verb: Token, trigger: Token) -> list[Token]:
    """The courts and judges, none in particular, by whom a step is taken: "a judge ruled", "a ruling by a court"."""
    found = [*subjects(verb), *prepositional(verb, "by"), *prepositional(trigger, "by")]
    return [token for token in found if token.lemma_.lower() in BENCH - JURY and is_indefinite(token)]


def _named_before(cast: Cast, judge: Entity, courts: list[Entity]) -> Entity | None:
    """The court named last before a judge is, in his sentence or the one before: "Ode v. Lumo (S.D.N.Y.). Judge Quill
    denied ..."; none where that one hears appeals."""
    first = min((start for start, _ in judge.spans), default=0)
    sent = cast.doc[first].sent
    start = cast.doc[sent.start - 1].sent.start if sent.start else 0
    before = [e for e in cast.in_span(start, first) if e in courts]
    return before[-1] if before and not hears_appeals(before[-1]) else None


def differ(one: Entity, other: Entity) -> bool:
    """Whether two courts, judges or bodies of a state cannot be one: two federal courts, two chambers, courts of a kind
    by other names ("the Beijing Internet Court", "the Guangzhou Internet Court"), judges with other surnames."""
    if one is other or one.type != other.type or not (one.name[:1].isupper() and other.name[:1].isupper()):
        return False
    if one.party and other.party:
        tied = one.party.id in {other.party.id, other.party.parent} or other.party.id == one.party.parent
        return not (tied or one.human or other.human)
    if one.type == "judge":
        surnames = {name for e in (one, other) for name in [w for w in words_of(e.name) if w not in GENERATIONS][-1:]}
        return len(surnames) > 1 and TITLES.isdisjoint(surnames)
    known = court_table().name_of
    if one.name in known and other.name in known:
        return True
    ours, theirs = {*words_of(one.name)}, {*words_of(other.name)}
    return bool(ours & theirs) and bool(ours - theirs) and bool(theirs - ours)


def turned_to(cast: Cast, court: Entity, token: Token) -> bool:
    """Whether a case is only told to go to a court, where it is named last before a word: "may take it to the Higher
    Court"."""
    start, end = max(span for span in court.spans if span[0] < token.i)
    root = cast.head(start, end)
    return root.dep_ == "pobj" and root.head.lower_ == "to"


def hears_appeals(court: Entity) -> bool:
    """Whether a court hears appeals, by its names."""
    return wordlists.pattern("appeals").search(" ".join(court.forms)) is not None


def _seat(cast: Cast, judge: Entity, courts: list[Entity]) -> Entity | None:
    """The court named last beside a judge: "Judge Ada Quill of the Northern District"."""
    seat = None
    for _start, end in judge.spans:
        if end < len(cast.doc) and cast.doc[end].lower_ in SEATING:
            beside = [e for e in cast.in_span(end, min(end + BESIDE, len(cast.doc))) if e in courts]
            seat = beside[0] if beside else seat
    return seat
