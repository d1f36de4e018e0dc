"""`steps`: drafts of steps -> what happened, as `doc._.steps`."""

from spacy.language import Language
from spacy.tokens import Doc

from disputes.cases.reference import load_cases
from disputes.catalog import Catalog
from nlp import amounts, confidence, dating, linear, participation, reckoning, spoken, trying
from nlp import steps as stepping
from nlp.completing import oppose, share_tools
from nlp.known_suits import KnownSuits
from nlp.separating import separate
from nlp.suits import stated

# The confidence from which on a step is told. F1 is highest at half its own value (Lipton et al., ECML PKDD 2014), that
# is at 0.4; but a wrong step costs more than a missing one.
KEPT = 0.45
# By how much sooner is told what is right more often than its confidence says.
SOONER = {"demand": 0.05, "legal_threat": 0.1}


class StepsComponent:
    """Lets learned models have the last word: on who took each step against whom, on its date and its sum, and on
    whether it is told at all."""

    def __init__(self, roles: linear.Linear, dates: linear.Linear, sums: linear.Linear, trust: linear.Linear) -> None:
        self.roles = roles
        self.dates = dates
        self.sums = sums
        self.trust = trust
        self.kept = KEPT
        self.use(Catalog([], [], []))

    def use(self, catalog: Catalog) -> None:
        """Know the parties of known cases by this catalog from now on."""
        self.suits = KnownSuits(load_cases(), catalog)

    def __call__(self, doc: Doc) -> Doc:
        """Set `doc._.steps`."""
        dating.apply(doc._.drafts, doc._.facts, self.dates)
        participation.apply(doc._.drafts, doc._.cast, self.roles)
        suits = separate(doc._.drafts, self.suits, doc._.facts.published)
        reckoning.deal(suits, doc._.facts)
        for step in suits:
            trying.sit(step)
        oppose(suits)
        steps = stepping.finish(suits, doc._.facts)
        amounts.apply(steps, doc._.facts, self.sums)
        for step in steps:
            step.confidence = confidence.confidence(step, steps, self.trust)
        told = [step for step in steps if step.confidence >= self.kept - SOONER.get(step.action, 0)]
        doubted = [step for step in steps if step not in told]
        if self.kept:  # where every step is kept, to learn from it whether it is right, all stay what they are
            told += stated(told, doubted, doc)
            told = spoken.own([*told, *spoken.heard(told, doubted, doc._.cast)], doc._.cast)
        doc._.steps = stepping.disputed(told)
        share_tools(doc._.steps)
        amounts.claim(doc._.steps, doc._.facts)
        return doc


@Language.factory(
    "steps", assigns=["doc._.steps"], requires=["doc._.cast", "doc._.drafts", "doc._.facts", "doc._.mentions"]
)
def make_steps(nlp: Language, name: str) -> StepsComponent:
    """The factory."""
    return StepsComponent(*map(linear.load, (participation.NAME, dating.NAME, amounts.NAME, confidence.NAME)))
