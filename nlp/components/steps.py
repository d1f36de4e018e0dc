"""`steps`: the cast and the parse -> what happened, as `doc._.steps`."""

from spacy.language import Language
from spacy.tokens import Doc

from nlp import echoes, frames, sides
from nlp import steps as stepping
from nlp.facts import Facts
from nlp.lexicon import Lexicon, load
from nlp.roles import Roles


class StepsComponent:
    """Finds mentions of steps twice: first to learn whose side the unknown names are on, then in earnest."""

    def __init__(self, lexicon: Lexicon) -> None:
        self.lexicon = lexicon

    def __call__(self, doc: Doc) -> Doc:
        """Set `doc._.steps`."""
        cast = doc._.cast
        first = Roles(cast, self.lexicon)
        sides.learn(frames.find(doc, cast, first, self.lexicon, lenient=True), cast, first)
        roles = Roles(cast, self.lexicon)
        mentions = frames.find(doc, cast, roles, self.lexicon)
        mentions = sorted([*mentions, *echoes.find(doc, mentions, roles)], key=lambda mention: mention.trigger.i)
        excerpt = doc.user_data["excerpt"]
        for mention in mentions:
            mention.in_title = excerpt.in_title(mention.trigger)
        facts = Facts(doc)
        facts.date_mentions(mentions)
        doc._.steps = stepping.assemble(mentions, cast, facts)
        return doc


@Language.factory("steps", assigns=["doc._.steps"], requires=["doc._.cast", "token.dep"])
def make_steps(nlp: Language, name: str) -> StepsComponent:
    """The factory."""
    return StepsComponent(load())
