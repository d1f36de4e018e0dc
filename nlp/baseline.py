"""The least that would do: the model's own entities around a trigger word. What the reading's score is held against.

Nothing of ours but the words of `data/actions.toml`: no catalog, no roles from the grammar, no modality, no dates but
the article's. In each sentence, a word that tells an action by itself makes a step of it, by the nearest organisation
or person before the word, against the nearest behind it. For `disputes score --baseline`; nothing else uses it.
"""

import hashlib
from collections.abc import Iterable, Iterator

from spacy.matcher import PhraseMatcher
from spacy.tokens import Doc, Span

from disputes.types import Article, PartyFound, Reading, Report, Side, ToolFound
from nlp.build import load_model
from nlp.lexicon import Frame, Lexicon, load

WHO = frozenset({"ORG", "PERSON"})
TOOL = "PRODUCT"


class Baseline:
    """Reads as `nlp.reading.Reader` does, only worse."""

    def __init__(self, model: str) -> None:
        self.language = load_model(model)
        self.version = f"baseline-{model}"
        self.words = PhraseMatcher(self.language.vocab, attr="LOWER")
        self.lemmas = PhraseMatcher(self.language.vocab, attr="LEMMA")
        for form, (action, single) in _triggers(load()).items():
            matcher = self.lemmas if single else self.words
            matcher.add(action, [Doc(self.language.vocab, words=form.split(), lemmas=form.split())])

    def read(self, articles: Iterable[Article]) -> Iterator[Reading]:
        """Readings in the order of the articles; one without a step is not relevant."""
        for article in articles:
            doc = self.language(article.text)
            reports = {report.id: report for report in self._reports(doc, article)}
            yield Reading(
                article.id,
                bool(reports),
                float(bool(reports)),
                "trigger words",
                tuple(_parties(doc, list(reports.values()))),
                tuple(ToolFound(name, (), None) for name in _names(doc.ents, {TOOL})),
                reports=tuple(reports.values()),
                version=self.version,
            )

    def _reports(self, doc: Doc, article: Article) -> Iterator[Report]:
        """One for each word that stands between two entities of its sentence."""
        for match, start, end in (*self.words(doc), *self.lemmas(doc)):
            sentence = doc[start].sent
            before = [entity for entity in sentence.ents if entity.label_ in WHO and entity.end <= start]
            behind = [entity for entity in sentence.ents if entity.label_ in WHO and entity.start >= end]
            if before and behind:
                action, actor, target = doc.vocab.strings[match], before[-1].text, behind[0].text
                yield Report(
                    hashlib.sha256("|".join([article.id, action, actor, target]).encode()).hexdigest()[:16],
                    article.id,
                    action,
                    (actor,),
                    (target,),
                    tuple(_names(sentence.ents, {TOOL})),
                    article.published,
                    "happened",
                    *(None, None, None),
                    sentence.start_char,
                    sentence.end_char,
                    sentence.text,
                )


def _triggers(lexicon: Lexicon) -> dict[str, tuple[str, bool]]:
    """Each word that tells an action without a condition: the first such action, and whether it is a single word."""
    frames = [*lexicon.nouns.items(), *lexicon.verbs.items()]
    return {
        form: (next((frame for frame in told if _unconditional(frame)), told[0]).action, " " not in form)
        for form, told in frames
        if any(map(_unconditional, told))
    }


def _unconditional(frame: Frame) -> bool:
    return not (frame.object or frame.subject or frame.of or frame.about) and frame.status == "happened"


def _names(entities: Iterable[Span], labels: Iterable[str]) -> Iterator[str]:
    yield from dict.fromkeys(entity.text for entity in entities if entity.label_ in labels)


def _parties(doc: Doc, reports: list[Report]) -> Iterator[PartyFound]:
    """Everybody who did or suffered a step; who acted first is taken for a rights holder."""
    people = set(_names(doc.ents, {"PERSON"}))
    sides: dict[str, Side] = {}
    for report in reports:
        sides.setdefault(report.actors[0], "claimant")
        sides.setdefault(report.targets[0], "respondent")
    for name, side in sides.items():
        yield PartyFound(name, (), "individual" if name in people else "company", side)
