"""Learns each model of the reading upon what the ones before it make of articles that they were not learned from.

The learner is scikit-learn's logistic regression (Pedregosa et al., JMLR 12, 2011), an extra of its own: reading needs
the weights alone.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

import numpy
from spacy.tokens import Doc

from disputes import catalog
from disputes.extract import Prediction, prediction
from disputes.scoring import score
from disputes.types import Reading
from nlp import (
    amounts,
    confidence,
    coreference,
    dating,
    participation,
    relevance,
    splitting,
    standing,
    steps,
    subject,
    telling,
)
from nlp.drafting import Step
from nlp.lessons import (
    LEARNED,
    Material,
    Row,
    amount_rows,
    coreference_rows,
    dating_rows,
    introduce,
    participation_rows,
    relevance_row,
    splitting_rows,
    standing_rows,
    telling_rows,
)
from nlp.linear import Linear
from nlp.reading import Reader
from nlp.relevance import Judgement
from nlp.spreading import spread

FOLDS = 3
STRENGTH = 0.5  # of the loss beside the penalty on the weights: scikit-learn's C
CERTAIN = 5.0  # the logarithm of the odds of what always held
TOLERANCE = 1e-2  # at which learning stops
SAME, PARSED = "rules say same", "by the parse"  # by which features the rules before these models said yes
LIGHT = 0.04  # a weight that moves no probability by more than a hundredth: not kept
RARE = 3  # articles in which a feature has to occur to be learned
MODELS = (
    *(relevance.NAME, standing.FIRST, standing.NAME, telling.NAME),
    *(splitting.NAME, coreference.NAME, participation.NAME, dating.NAME, amounts.NAME, confidence.NAME),
    subject.NAME,
)


# Judges everything as sure and relevant: for what has to be read before that can be learned.
SURE = Linear(
    (confidence.LABEL, relevance.LABEL), {}, numpy.zeros((0, 2), numpy.float32), numpy.full(2, 9.0, numpy.float32)
)


def fit(rows: Sequence[Row], labels: Sequence[str]) -> Linear:
    """Weights of the least penalised logistic loss, label by label."""
    from scipy.sparse import csr_matrix
    from sklearn.linear_model import LogisticRegression

    articles: dict[str, set[str]] = {}
    for row in rows:
        for name in row.features:
            articles.setdefault(name, set()).add(row.article)
    names = {name: place for place, name in enumerate(sorted(n for n, a in articles.items() if len(a) >= RARE))}
    cells = [(i, names[n], v) for i, row in enumerate(rows) for n, v in row.features.items() if n in names]
    lines, columns, values = (numpy.array(part) for part in zip(*cells, strict=True)) if cells else ((), (), ())
    matrix = csr_matrix((values, (lines, columns)), shape=(len(rows), len(names)))
    matrix.indices, matrix.indptr = matrix.indices.astype(numpy.int32), matrix.indptr.astype(numpy.int32)
    weights, intercepts = [], []
    for label in labels:
        right = [label in row.labels for row in rows]
        if len(set(right)) < 2:  # always or never: nothing to weigh
            weights.append(numpy.zeros(len(names)))
            intercepts.append(CERTAIN if right and all(right) else -CERTAIN)
            continue
        learned = LogisticRegression(C=STRENGTH, solver="liblinear", tol=TOLERANCE)
        learned.fit(matrix, right)
        weights.append(learned.coef_[0])
        intercepts.append(learned.intercept_[0])
    columns_of = numpy.array(weights, dtype=numpy.float32).T.reshape(len(names), len(labels))
    return Linear(tuple(labels), names, columns_of, numpy.array(intercepts, dtype=numpy.float32))


def lightened(model: Linear) -> Linear:
    """The same without the features that weigh next to nothing for every label."""
    heavy = numpy.abs(model.weights).max(axis=1, initial=0.0) >= LIGHT
    rows = {name: place for place, name in enumerate(name for name, row in model.rows.items() if heavy[row])}
    return Linear(model.labels, rows, model.weights[heavy], model.intercepts)


@dataclass(frozen=True, slots=True)
class Models:
    """All that is learned."""

    relevance: Linear
    standing_first: Linear
    standing: Linear
    telling: Linear
    splitting: Linear
    coreference: Linear
    participation: Linear
    dating: Linear
    amounts: Linear
    confidence: Linear
    subject: Linear


UNLEARNED = Models(*[SURE] * len(MODELS))


@dataclass(frozen=True, slots=True)
class Lesson:
    """What a model learns: rows of an article upon what the models before it make of it, and labels.

    `rule` is the feature by which the rule that was there before says yes.
    """

    rows: Callable[[Material, Models], Iterable[Row]]
    labels: Sequence[str]
    rule: str | None = None


@dataclass(frozen=True, slots=True)
class Stage:
    """One model as learned from all articles, and as learned from all but those of each fold.

    Of `judged` answers the models of the folds gave `right` right, each on its own fold; the rule that the model came
    to replace, or where there was none the commoner answer, gives `baseline` right.
    """

    whole: Linear
    folds: list[Linear]
    judged: int
    right: int
    baseline: int


@dataclass(slots=True)
class Learner:
    """Learns each model upon what the ones before it make of articles that they were not learned from.

    The articles are cut into folds. Names are told apart in each fold by what the other folds teach, since they will be
    as uncertain in articles to come; on that, what sentences tell is learned, and so on. Whatever is learned last is
    therefore measured on articles of which nothing was learned (cross-fitting).
    """

    reader: Reader
    folds: int = FOLDS
    processes: int = 1
    stages: dict[str, Stage] = field(default_factory=dict)  # by the names of the models, once learned

    def learn(self, material: Sequence[Material]) -> tuple[Models, list[Prediction]]:
        """The models, and what is read in each article by models that were learned from the others."""
        parts = [list(material[fold :: self.folds]) for fold in range(self.folds)]
        whole, folds = UNLEARNED, [UNLEARNED] * self.folds
        for name, lesson in self.lessons.items():
            stage = self._stage(parts, lesson, folds)
            self.stages[name], whole = stage, replace(whole, **{name: stage.whole})
            folds = [replace(models, **{name: model}) for models, model in zip(folds, stage.folds, strict=True)]
        read = self._each(parts, lambda m, n: [self.predict(m, folds[n])[0]])
        answers = {str(answer["id"]): answer for part in read for answer in part}
        return whole, [answers[str(m.record["id"])] for m in material]

    @property
    def lessons(self) -> Mapping[str, Lesson]:
        """What each model learns, in the order in which they are learned, by its name."""
        actions = sorted(action.name for action in catalog.load_actions())
        return {
            relevance.NAME: Lesson(
                lambda m, _: [relevance_row(m)] if m.record["title"] else [],
                [relevance.LABEL],
            ),
            standing.FIRST: Lesson(lambda m, _: self._named(m), standing.LABELS),
            standing.NAME: Lesson(lambda m, models: self._named(m, models.standing_first), standing.LABELS),
            telling.NAME: Lesson(self._told, actions),
            splitting.NAME: Lesson(
                lambda m, models: splitting_rows(self._mentioned(m, models), self.reader),
                [splitting.LABEL],
            ),
            coreference.NAME: Lesson(
                lambda m, models: coreference_rows(self._mentioned(m, models), self.reader, models.splitting),
                [coreference.LABEL],
                SAME,
            ),
            participation.NAME: Lesson(
                lambda m, models: participation_rows(self._drafted(m, models)), participation.LABELS
            ),
            dating.NAME: Lesson(lambda m, models: dating_rows(self._drafted(m, models)), [dating.LABEL], PARSED),
            amounts.NAME: Lesson(lambda m, models: amount_rows(self._drafted(m, models)), [amounts.LABEL]),
            confidence.NAME: Lesson(self._judged, [confidence.LABEL]),
            subject.NAME: Lesson(self._confirmed, [relevance.LABEL]),
        }

    def predict(self, material: Material, models: Models) -> tuple[Prediction, list[Step]]:
        """What is read in an article by these models, in the form of the annotations, and its steps."""
        judgement, doc = self._read(material, models)
        article = material.doc.user_data["excerpt"].article
        if doc is None:
            return prediction(article.id, Reading(article.id, False, judgement.score, judgement.reason)), []
        return prediction(article.id, self.reader.reading(doc, article, judgement)), doc._.steps

    def _read(self, material: Material, models: Models) -> tuple[Judgement, Doc | None]:
        """The cheap judgement of an article, and what these models make of it; None where it is not worth reading."""
        use(self.reader, models)
        article = material.doc.user_data["excerpt"].article
        judgement = relevance.judge(article.title, article.text, self.reader.machines, models.relevance)
        if article.title and not judgement.worth_reading:
            return judgement, None
        return judgement, self._run(self.again(material).doc, *LEARNED)

    def _stage(self, parts: Sequence[Sequence[Material]], lesson: Lesson, models: Sequence[Models]) -> Stage:
        """A model, and one for each fold that is learned from the others, upon what the fold's `models` make of it."""
        rows, labels = self._each(parts, lambda m, n: lesson.rows(m, models[n])), lesson.labels
        folds = [fit([row for o, some in enumerate(rows) if o != n for row in some], labels) for n in range(self.folds)]
        every = [row for some in rows for row in some]
        right = sum(
            (chance >= 0.5) == (label in row.labels)
            for model, some in zip(folds, rows, strict=True)
            for row in some
            for label, chance in model.probabilities(row.features).items()
        )
        if lesson.rule:
            baseline = sum((lesson.rule in row.features) == bool(row.labels) for row in every)
        else:
            held = [sum(label in row.labels for row in every) for label in labels]
            baseline = sum(max(count, len(every) - count) for count in held)
        return Stage(fit(every, labels), folds, len(every) * len(labels), right, baseline)

    def _each[Answer](
        self, parts: Sequence[Sequence[Material]], ask: Callable[[Material, int], Iterable[Answer]]
    ) -> list[list[Answer]]:
        """What there is to say of the articles of each part."""
        every = [(material, n) for n, part in enumerate(parts) for material in part]
        said = iter(spread(lambda number: list(ask(*every[number])), len(every), self.processes))
        return [[answer for _ in part for answer in next(said)] for part in parts]

    def again(self, material: Material, *, introduced: bool = False) -> Material:
        """The same article with a cast that nothing was applied to; with most of its parties known, if introduced."""
        doc = self._run(material.doc, "bench", "cast")
        if introduced:
            introduce(doc._.cast, material.record)
        return Material(material.record, self._run(doc, "sides"))

    def _judged(self, material: Material, models: Models) -> Iterator[Row]:
        """One row for each step that is read, however doubtful: what is known of it, and whether it is right."""
        models = replace(models, relevance=SURE, confidence=SURE, subject=SURE)
        component: Any = self.reader.language.get_pipe("steps")
        kept, component.kept = component.kept, 0.0
        answer, steps = self.predict(material, models)
        component.kept = kept
        misses = score([{**material.record, "id": answer["id"]}], [answer]).misses
        wrong = {id(miss.event) for miss in misses if miss.kind == "spurious"}
        for step, event in zip(steps, answer["events"], strict=True):
            labels = [] if id(event) in wrong else [confidence.LABEL]
            yield Row(answer["id"], confidence.features(step, steps), frozenset(labels))

    def _confirmed(self, material: Material, models: Models) -> Iterator[Row]:
        """One row for an article that is worth reading: what is read in it, and whether it is of our subject."""
        judgement, doc = self._read(material, models)
        if doc is not None and material.record["title"]:
            known = subject.features(judgement, doc._.drafts, doc._.steps, doc._.cast)
            labels = [relevance.LABEL] if material.record["relevant"] else []
            yield Row(str(material.record["id"]), known, frozenset(labels))

    def _run(self, doc: Doc, *names: str) -> Doc:
        for name in names:
            doc = self.reader.language.get_pipe(name)(doc)
        return doc

    def _named(self, material: Material, first: Linear | None = None) -> Iterator[Row]:
        for introduced in (True, False):
            yield from standing_rows(self.again(material, introduced=introduced), first)

    def _told(self, material: Material, models: Models) -> Iterator[Row]:
        fresh = self.again(material)
        standing.apply(fresh.doc._.cast, fresh.doc._.rehearsal, models.standing_first, models.standing)
        return telling_rows(fresh, self.reader)

    def _mentioned(self, material: Material, models: Models) -> Material:
        """The same article with mentions of steps, as found by these models."""
        fresh = self.again(material)
        use(self.reader, models)
        self._run(fresh.doc, "standing", "telling")
        return fresh

    def _drafted(self, material: Material, models: Models) -> Material:
        """The same article with drafts of its steps, as made by these models."""
        fresh = self._mentioned(material, models)
        self._run(fresh.doc, "drafts")
        return fresh


def use(reader: Reader, models: Models) -> None:
    """Let a reader judge by these models."""
    language, reader.subject = reader.language, models.subject
    vars(language.get_pipe("standing")).update(models=(models.standing_first, models.standing))
    vars(language.get_pipe("telling")).update(model=models.telling)
    vars(language.get_pipe("drafts")).update(models=steps.Models(models.splitting, models.coreference))
    vars(language.get_pipe("steps")).update(
        roles=models.participation, dates=models.dating, sums=models.amounts, trust=models.confidence
    )
