"""Tools -> their developers: by the catalog, by "OpenAI's Sora", by "Seedance, which ByteDance launched"; and who "the
Seedance maker" is."""

from collections import Counter
from collections.abc import Iterator

from spacy.tokens import Token

from disputes.catalog import Catalog
from nlp import wordlists
from nlp.entities import Cast, Entity


def link_developers(cast: Cast, catalog: Catalog) -> None:
    """Set each tool's developer; what the text says counts where the catalog's developer is not named."""
    by_id = {entity.party.id: entity for entity in cast.entities if entity.party}
    for tool in cast.named("tool"):
        if tool.tool is not None and tool.tool.developer in by_id:
            tool.developer = by_id[tool.tool.developer]
            continue
        votes = Counter(maker for root in cast.roots(tool) for maker in _makers(cast, root))
        if votes:
            developer = votes.most_common(1)[0][0]
            tool.developer = developer
            developer.votes["owns a tool"] += 1


def _makers(cast: Cast, root: Token) -> Iterator[Entity]:
    """Who one mention of a tool, told by the head of its name, says has made it."""
    nodes = [root, root.head] if root.dep_ in {"appos", "compound", "nmod"} else [root]
    nodes += [child for child in root.children if child.dep_ == "appos"]
    for node in nodes:
        for child in node.children:
            yield from _named(cast, _makers_below(child))
    if root.dep_ == "dobj" and root.head.lemma_ in wordlists.words().making_verbs:
        yield from _launching(cast, root.head)


def _makers_below(child: Token) -> list[Token]:
    """Where a name below a tool's noun would be its maker's: "OpenAI's Sora", "Sora by OpenAI"."""
    if child.dep_ in {"poss", "compound", "nmod"}:
        return [child]
    if child.dep_ == "prep" and child.lower_ in {"by", "from", "of"}:
        return list(child.children)
    if child.dep_ in {"relcl", "acl"} and child.lemma_ in wordlists.words().making_verbs:
        # "Seedance, which ByteDance launched", "Seedance, made by ByteDance"
        return [p for g in child.children for p in [g, *g.children] if p.dep_ in {"nsubj", "pobj"}]
    return []


def _launching(cast: Cast, verb: Token) -> Iterator[Entity]:
    """Whoever launches: "OpenAI launched Sora", "OpenAI, which launched Sora"."""
    for child in verb.children:
        if child.dep_ == "nsubj":
            if (maker := cast.party_at(child)) is not None:
                yield maker
            elif child.lower_ in {"which", "that", "who"} and verb.head.i in cast.at:
                yield cast.at[verb.head.i]


def _named(cast: Cast, tokens: list[Token]) -> Iterator[Entity]:
    return (entity for token in tokens if (entity := cast.party_at(token)) is not None)


def maker_by_tool(cast: Cast, noun: Token) -> Entity | None:
    """ "The ChatGPT maker", "Claude's developer", "the maker of Seedance"."""
    if noun.lemma_.lower() not in wordlists.words().maker_nouns:
        return None
    beside = [child for child in noun.children if child.dep_ in {"compound", "nmod", "poss"}]
    of = (child for child in noun.children if child.dep_ == "prep" and child.lower_ in {"of", "behind"})
    for other in (*beside, *(below for prep in of for below in prep.children)):
        entity = cast.at.get(other.i)
        if entity is not None and entity.type == "tool" and entity.developer is not None:
            return entity.developer
    return None
