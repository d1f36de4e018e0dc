"""`drafts`: mentions of steps -> steps filled in by rules, as `doc._.drafts`; dates and courts, as `doc._.facts`."""

from spacy.language import Language
from spacy.tokens import Doc

from disputes.cases.reference import load_cases
from disputes.catalog import Catalog
from nlp import coreference, echoes, linear, sides, splitting
from nlp import steps as stepping
from nlp.facts import Facts
from nlp.frames import StepMention
from nlp.known_suits import KnownSuits
from nlp.lexicon import Lexicon, load
from nlp.roles import Roles
from nlp.steps import Models


class DraftsComponent:
    """Makes steps of the mentions of steps, and of the clauses that repeat them."""

    def __init__(self, lexicon: Lexicon, models: Models) -> None:
        self.lexicon = lexicon
        self.models = models
        self.use(Catalog([], [], []))

    def use(self, catalog: Catalog) -> None:
        """Know the parties of known cases by this catalog from now on."""
        self.suits = KnownSuits(load_cases(), catalog)

    def __call__(self, doc: Doc) -> Doc:
        """Set `doc._.drafts` and `doc._.facts`."""
        mentions = self.mentions(doc)
        doc._.drafts = stepping.gather(mentions, doc._.cast, doc._.facts, self.models, self.suits)
        return doc

    def mentions(self, doc: Doc) -> list[StepMention]:
        """The mentions of steps in their order, dated; sets `doc._.facts`."""
        roles = Roles(doc._.cast, self.lexicon)
        told = [*doc._.mentions, *echoes.find(doc, doc._.mentions, roles)]
        mentions = sorted(told, key=lambda mention: mention.trigger.i)
        sides.part_movers(mentions)
        excerpt = doc.user_data["excerpt"]
        for mention in mentions:
            mention.in_title = excerpt.in_title(mention.trigger)
        doc._.facts = Facts(doc)
        doc._.facts.date_mentions(mentions)
        return mentions


@Language.factory(
    "drafts", assigns=["doc._.drafts", "doc._.facts"], requires=["doc._.cast", "doc._.mentions", "token.dep"]
)
def make_drafts(nlp: Language, name: str) -> DraftsComponent:
    """The factory."""
    models = Models(linear.load(splitting.NAME), linear.load(coreference.NAME))
    return DraftsComponent(load(), models)
