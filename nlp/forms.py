"""A stretch that may be a name -> the entity of which it is a form, or a new one.

Forms of one name: legal suffixes left out, surnames, shortened names ("the Guild"), acronyms in brackets, versions.
"""

import re

from nlp import wordlists
from nlp.describing import kind_by_name
from nlp.entities import VERSION, Cast, Entity, clean, is_version, words_of

ACRONYM = re.compile(r"^[A-Z][A-Za-z&-]{1,9}$")
CAPITALS = re.compile(r"^[A-Z]{3,6}$")
MISTAKEN = frozenset({"PERSON", "GPE", "LOC", "NORP"})  # labels that the model gives to companies, too
SMALL = frozenset({"the", "of", "and", "for", "in", "on", "de", "la"})
PARTICLES = frozenset("st van von de der den del della di da dos la le al el bin ben mac".split())  # of surnames
LONG = 7  # letters of a word in which one may be missing
BRACKETED = 5  # tokens within which a bracket that holds an acronym closes

type Words = tuple[str, ...]


def add_candidate(cast: Cast, start: int, end: int, label: str) -> None:
    """Join a name to an entity that it is a form of, or make a new one."""
    doc = cast.doc
    end = _with_version(cast, end, label)
    name = clean(doc[start:end])
    label = _believed(name, label)
    definite = (start > 0 and doc[start - 1].lower_ == "the") or doc[start].lower_ == "the"
    same = same_entity(cast, name, label, definite=definite)
    if same is not None:
        cast.add(same, start, end)
        if len(name) > len(same.name) and not same.known and same.type in {"unknown", "person"}:
            same.name, same.label = name, same.label or label
        return
    if cast.full:
        return
    entity = Entity(name, "person" if label == "PERSON" else "unknown", label=label)
    if start and doc[start - 1].lower_.rstrip(".") in wordlists.words().offices:
        entity.type, entity.kind, entity.side, entity.label = "party", "government", "neutral", "PERSON"
    cast.add(entity, start, end)


def _believed(name: str, label: str) -> str:
    """The model's label, save where a name of several words ends like an organisation's: "Lark Images" is no person,
    "Alton Capital" no place."""
    *before, last = name.split() or [""]
    return "ORG" if before and label in MISTAKEN and kind_by_name(last) else label


def _with_version(cast: Cast, end: int, label: str) -> int:
    """The end of a name with its version number: "Sora" + "2"; but not "Fennec 2 times"."""
    doc = cast.doc
    if end >= len(doc) or label == "GPE" or end in cast.at or not is_version(doc[end]):
        return end
    after = doc[end + 1] if end + 1 < len(doc) else None
    counts = after is not None and after.pos_ == "NOUN" and after.lemma_ not in wordlists.words().version_nouns
    return end if counts else end + 1


def same_entity(cast: Cast, name: str, label: str, *, definite: bool = False) -> Entity | None:
    """The entity of which a name is a form; `definite` where it stands with "the", `label` is the model's."""
    words = words_of(name)
    if not words:
        return None
    named = [entity for entity in cast.entities if not entity.generic]
    joined, ends = "".join(words), {words[0], words[-1]}
    for entity in named:
        for form in (*entity.forms, entity.name, *(entity.party.aliases if entity.party else ())):
            other = words_of(form)
            if "".join(other) == joined:
                return entity
    for entity in named:
        if not (entity.human or entity.on_bench) and label != "PERSON" and _misspelt(words, words_of(entity.name)):
            return entity
    for entity in reversed(named):
        if entity.type != "court" and any(
            _surname(words, other, entity, label, cast)
            or _shortened(words, other, entity, definite=definite)
            or _lengthened(words, other, entity, name, label)
            for other in map(words_of, (entity.name, *entity.forms))
            if other and not ends.isdisjoint((other[0], other[-1]))  # as none of the three goes without
        ):
            return entity
    return None


def _misspelt(words: Words, other: Words) -> bool:
    """Whether two names are one but for a letter that a long word of one lacks: "Perlexity", "Author Guild"."""
    pairs = [sorted(pair, key=len) for pair in zip(words, other, strict=False) if pair[0] != pair[1]]
    if len(words) != len(other) or len(pairs) != 1:
        return False
    short, long = pairs[0]
    gaps = (long[:i] + long[i + 1 :] for i in range(1, len(long)))
    return len(long) >= LONG and short.isalpha() and short in gaps


def _surname(words: Words, other: Words, entity: Entity, label: str, cast: Cast) -> bool:
    """Whether one is a person's full name and the other the surname or the given name alone."""
    if len(words) < len(other) and (entity.label == "PERSON" or entity.kind in {"individual", "court"}):
        people = label == "PERSON" and entity.label == "PERSON"
        given = words == other[:1] and people and sum(words_of(e.name)[:1] == words for e in cast.entities) == 1
        return given or (words == other[-len(words) :] and (len(words) == 1 or words[0] in PARTICLES))
    if not (len(other) == 1 < len(words) and words[-1] == other[0] and label == "PERSON"):
        return False
    return (entity.label == "PERSON" and not _of_another(words, entity)) or in_captions(entity, cast)


def _of_another(words: Words, entity: Entity) -> bool:
    """Whether a full name is that of a relative: "George Carlin" beside "Kelly Carlin", whom "Carlin" means."""
    full = [form for form in map(words_of, (entity.name, *entity.forms)) if len(form) > 1 and form[-1] == words[-1]]
    return any(form[0][0] != words[0][0] for form in full) and not any({*form[:-1]} & {*words[:-1]} for form in full)


def in_captions(entity: Entity, cast: Cast) -> bool:
    """Whether a name stood in captions alone so far, which say of people the surname: "Bartz v. Anthropic"."""
    captions = [span for side in ("plaintiffs", "defendants") for span in cast.doc.spans.get(side, ())]
    return all(any(c.start <= start < c.end for c in captions) for start, _ in entity.spans)


def _shortened(words: Words, other: Words, entity: Entity, *, definite: bool) -> bool:
    """The first words of an organisation's name, or its last with the article: "the Guild", "the Office"."""
    if entity.human or len(words) >= len(other):
        return False
    if definite and len(words) == 1 and words[0] == other[-1]:
        return True
    return other[: len(words)] == words and len(words[0]) > 2 and entity.type != "tool"


def _lengthened(words: Words, other: Words, entity: Entity, name: str, label: str) -> bool:
    """Whether a name goes on where an unknown one stopped; a version number makes it another product."""
    return (
        len(other) < len(words)
        and words[: len(other)] == other
        and len(other[0]) > 3
        and entity.type == "unknown"
        and label != "PERSON"
        and not VERSION.search(name)
    )


def join_acronyms(cast: Cast) -> None:
    """ "Content Overseas Distribution Association (CODA)": what stands in brackets after a name is a form of it; so is
    what has, in capitals, just the first letters of one name of the text."""
    doc = cast.doc
    for entity in list(cast.entities):
        for _start, end in list(entity.spans):
            after = end + 1 if end < len(doc) and doc[end].lower_ in {"'s", "’s"} else end
            if after + 2 >= len(doc) or doc[after].text != "(":
                continue
            reach = range(after + 1, min(after + BRACKETED, len(doc)))
            close = next((i for i in reach if doc[i].text == ")"), None)
            if close is None:
                continue
            text = doc[after + 1 : close].text.strip("\"“”’' ")
            if ACRONYM.match(text) and (_abbreviates(text, entity.name) or _in_other_words(cast, entity, after + 1)):
                _absorb(cast, entity, text, after + 1, close)
    for short in [entity for entity in cast.entities if CAPITALS.match(entity.name) and not entity.known]:
        whole = [e for e in cast.entities if e is not short and e.type != "tool" and short.name == _initials(e.name)]
        if len(whole) == 1:
            cast.merge(short, whole[0])


def _initials(name: str) -> str:
    """The first letters of a name's words, but for the small ones: "RIAA"."""
    return "".join(word[0].upper() for word in re.findall(r"[\w'’-]+", name) if word.lower() not in SMALL)


def _abbreviates(acronym: str, name: str) -> bool:
    capitals = [c for c in acronym.upper() if c.isalpha()]
    initials = [word[0].upper() for word in re.findall(r"\w+", name)]
    return capitals[0] in initials[:2] and (
        len(capitals) <= 2 or sum(c in initials for c in capitals) >= len(capitals) - 1
    )


def _in_other_words(cast: Cast, entity: Entity, at: int) -> bool:
    """Whether the capitals behind a body's name stand for it in its own language: "the German Speakers (VDS)"."""
    other = cast.at.get(at)
    able = entity.type in {"party", "unknown"} and not entity.human and " " in entity.name
    return able and CAPITALS.match(cast.doc[at].text) is not None and (other is None or other.type == "unknown")


def _absorb(cast: Cast, entity: Entity, form: str, start: int, end: int) -> None:
    """Let what stands at [start, end), and wherever the same form stands alone, name an entity."""
    other = next((cast.at[i] for i in range(start, end) if i in cast.at), None)
    if other is None:
        cast.add(entity, start, end)
        for token in cast.doc:
            if token.text == form and token.i not in cast.at:
                cast.add(entity, token.i, token.i + 1)
    elif other is not entity and not other.known:
        cast.merge(other, entity)


def join_versions(cast: Cast) -> None:
    """ "Seedance" is the "Seedance 2.0" that the article speaks of, where it speaks of one version only."""
    tools = cast.named("tool")
    for short in tools:
        longer = [
            t for t in tools if t is not short and VERSION.search(t.name) and t.name.rsplit(" ", 1)[0] == short.name
        ]
        if len(longer) == 1:
            cast.merge(short, longer[0])


def part_products(cast: Cast) -> None:
    """ "GitHub Copilot", where GitHub and a Copilot are named, is the Copilot by its full name, no form of GitHub."""
    for tool in cast.named("tool"):
        for owner in cast.entities:
            whole = {f"{mine} {its}" for mine in owner.forms for its in tool.forms}
            if owner is tool or owner.type not in {"party", "unknown", "tool"}:
                continue
            full = [span for span in owner.spans if clean(cast.doc[slice(*span)]) in whole]
            if full and len(full) < len(owner.spans):
                for span in full:
                    cast.give(tool, *span)
                owner.forms = [form for form in owner.forms if form not in whole]
                owner.name = owner.name if owner.name not in whole else max(owner.forms, key=len)
        named = {form for e in cast.named("party", "unknown") for form in e.forms}
        for other in cast.named("tool"):
            if other is not tool and any(f"{name} {tool.name}" == other.name for name in named):
                cast.merge(tool, other)
                break
