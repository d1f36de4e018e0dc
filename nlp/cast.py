"""A parsed excerpt -> its cast: who and what the article names, typed by the catalog and by the text's own words.

Names come from the gazetteer, the statistical entities and runs of proper nouns; forms of one name are joined
(acronyms in brackets, surnames, legal suffixes). What stands in no list is typed by how the text describes it ("the
start-up Suno", "its video generator") and later by what it does.
"""

from spacy.tokens import Doc, Span

from disputes.catalog import Catalog
from nlp.bench import add_bench, seat_judges
from nlp.describing import describe, is_country, is_law_firm, is_place
from nlp.entities import Cast, Entity, clean
from nlp.excerpt import STOPS, Excerpt
from nlp.forms import add_candidate, join_acronyms, join_versions, part_products, same_entity
from nlp.known import add_known
from nlp.lexicon import Lexicon
from nlp.makers import link_developers
from nlp.names import candidates, caption_names, running_case
from nlp.outlets import mark_holdings, mark_outlets
from nlp.people import link_people

__all__ = ["Cast", "Entity", "assemble"]

IN_CAPTION = 3  # votes for a side that a caption counts for: it says outright who sues whom


def assemble(doc: Doc, catalog: Catalog, lexicon: Lexicon) -> Cast:
    """The cast of a parsed excerpt; expects the gazetteer's matches in `doc.spans["gazetteer"]` and courts and judges
    in `doc.spans["courts"]` and `doc.spans["judges"]`."""
    cast = Cast(doc)
    add_bench(cast)
    add_known(cast, catalog, lexicon)
    _add_names(cast)
    join_acronyms(cast)
    for entity in cast.entities:
        if is_country(cast, entity):
            continue
        if is_place(cast, entity):
            entity.type = "place"
        elif is_law_firm(entity):
            entity.type = "counsel"
    for entity in cast.entities:
        describe(cast, entity, lexicon)
    _take_sides_of_captions(cast)
    seat_judges(cast)
    mark_outlets(cast, frozenset(catalog.publication_by_name))
    mark_holdings(cast)
    join_versions(cast)
    part_products(cast)
    link_people(cast, lexicon)
    link_developers(cast, catalog)
    return cast


def _add_names(cast: Cast) -> None:
    """Enter what is no name of the catalog: the names in captions, in the text, then in headlines."""
    doc = cast.doc
    for start, end in caption_names(cast):
        add_candidate(cast, start, end, "")
    excerpt: Excerpt = doc.user_data["excerpt"]
    headlines = {sent.start for sent in doc.sents if excerpt.in_title(sent[0]) or _in_capitals(sent)}
    in_headlines = []
    for start, end, label in list(candidates(cast)):
        if doc[start].sent.start in headlines:
            in_headlines.append((start, end, label))
        else:
            add_candidate(cast, start, end, label)
    for start, end, label in in_headlines:
        # Headlines are in capitals all over: only a name that the text bears out is one.
        same = same_entity(cast, clean(doc[start:end]), label)
        if same is not None:
            cast.add(same, *_form_within(cast, same, start, end))


def _form_within(cast: Cast, entity: Entity, start: int, end: int) -> tuple[int, int]:
    """Of a stretch of a headline that holds a form of a name the tokens of the longest one, else the stretch."""
    inside = [(a, b) for a in range(start, end) for b in range(a + 1, end + 1) if clean(cast.doc[a:b]) in entity.forms]
    return max(inside, key=lambda pair: pair[1] - pair[0], default=(start, end))


def _in_capitals(sent: Span) -> bool:
    """A line in capitals all over that no full stop ends."""
    return not running_case(sent) and sent[-1].text not in STOPS


def _take_sides_of_captions(cast: Cast) -> None:
    for side, vote in (("plaintiffs", "claimant"), ("defendants", "respondent")):
        for span in cast.doc.spans.get(side, ()):
            for entity in cast.in_span(span.start, span.end):
                entity.votes[vote] += IN_CAPTION
