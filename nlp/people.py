"""Executives, lawyers and spokesmen that the text names -> the party that each of them speaks for."""

from collections.abc import Iterator

from spacy.tokens import Token

from nlp import wordlists
from nlp.describing import says_person
from nlp.entities import Cast, Entity
from nlp.lexicon import Lexicon
from nlp.syntax import members

TITLES = 10  # tokens before a name that its titles and their owner may take


def link_people(cast: Cast, lexicon: Lexicon) -> None:
    """Set whom each person of unknown side speaks for, where the text says so."""
    for person in cast.named("person", "unknown"):
        if person.known:
            continue
        for start, end in person.spans:
            organisation = _employer(cast, cast.head(start, end), start, lexicon)
            if organisation is not None:
                person.speaks_for, person.type = organisation, "person"
                break


def holder(cast: Cast, noun: Token) -> Entity | None:
    """Whose chairman, lawyer or spokesman a noun means, where a name says so beside it."""
    for child in noun.children:
        if child.dep_ in {"poss", "compound", "nmod"} and (owner := cast.party_at(child)) is not None:
            return owner
        if child.dep_ == "prep" and child.lower_ in {"of", "for", "at", "from", "with"}:
            for pobj in child.children:
                named = next((e for token in members(pobj) if (e := cast.party_at(token)) is not None), None)
                found = named or holder(cast, pobj)
                if found is not None:
                    return found
    return None


def _employer(cast: Cast, root: Token, start: int, lexicon: Lexicon) -> Entity | None:
    """ "OpenAI CEO Sam Altman", "Mitch Glazier, its chairman", "Frank Pine, executive editor for MediaNews"."""
    found = _title_before(cast, start, lexicon) or _beside_role(cast, root, start, lexicon)
    if found is not None:
        return found
    for role in root.children:
        if role.dep_ == "appos" and says_person(role, lexicon):
            if (found := holder(cast, role)) is not None:
                return found
            if any(c.dep_ == "poss" and c.lower_ in {"its", "their"} for c in role.children):
                return _last_organisation(cast, start)
    if root.dep_ == "appos" and says_person(root.head, lexicon):
        return holder(cast, root.head)
    return None


def _title_before(cast: Cast, start: int, lexicon: Lexicon) -> Entity | None:
    """ "RIAA Chairman and CEO Mitch Glazier": up from the name over its titles to whose they are."""
    links = wordlists.words().title_links
    titled = False
    for index in range(start - 1, max(-1, start - TITLES), -1):
        token = cast.doc[index]
        if titled and (entity := cast.party_at(token)) is not None:
            return entity
        descriptor = lexicon.descriptors.get(token.lower_)
        if descriptor is not None and descriptor.group == "person_other":
            titled = True
        elif token.lower_ not in links:
            return None
    return None


def _beside_role(cast: Cast, root: Token, start: int, lexicon: Lexicon) -> Entity | None:
    """ "The OpenAI lawyer Ada Quill": a name that stands, with a role, before the person's."""
    left = [child for child in root.children if child.i < start and child.dep_ in {"compound", "nmod", "poss", "appos"}]
    if not any(says_person(child, lexicon) for child in left):
        return None
    return next(_named_at(cast, left), None)


def _named_at(cast: Cast, tokens: list[Token]) -> Iterator[Entity]:
    for token in tokens:
        for place in (token, *token.children):
            if (entity := cast.party_at(place)) is not None:
                yield entity


def _last_organisation(cast: Cast, start: int) -> Entity | None:
    """The organisation named last before a token."""
    before = [e for e in cast.named("party", "unknown") if e.spans[0][0] < start and not e.human]
    return max(before, key=lambda e: max(s for s, _ in e.spans if s < start), default=None)
