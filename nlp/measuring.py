"""Annotated articles -> what the reading makes of them, and the baseline: the readers behind `disputes score`."""

import json
from collections.abc import Callable, Iterable, Sequence
from functools import cached_property
from pathlib import Path

from disputes.cases.reference import load_cases
from disputes.catalog import Catalog
from disputes.extract import Prediction, predict, predict_linked, predict_unseen
from disputes.likeness import Record
from disputes.linking import cluster_articles
from disputes.scoreboard import Board, is_sentence
from disputes.scoring import score
from disputes.types import Article, Reading
from nlp.baseline import Baseline
from nlp.reading import Reader
from nlp.sentences import SentenceReader


class Readers:
    """The readers of one model, each made when it is first needed."""

    def __init__(self, catalog: Catalog, model: str) -> None:
        self.catalog = catalog
        self.model = model

    @cached_property
    def articles(self) -> Reader:
        """The one that users have."""
        return Reader(self.catalog, self.model)

    @cached_property
    def sentences(self) -> Reader:
        """The same without its judgement of relevance."""
        return SentenceReader(self.catalog, self.model)

    @cached_property
    def baseline(self) -> Baseline:
        """What it is held against."""
        return Baseline(self.model)

    def predict(self, records: Sequence[Record], *, unseen: bool = False, baseline: bool = False) -> list[Prediction]:
        """What is read in annotated articles and sentences; events of articles with their clusters.

        With `unseen`, each is read as if nobody had listed its parties and tools; with `baseline`, by the baseline.
        """
        if baseline:
            return list(predict(_lines(records), self.baseline))
        sentences = [record for record in records if is_sentence(record)]
        articles = [record for record in records if not is_sentence(record)]
        if unseen:
            found = self._unseen(sentences, self.sentences) if sentences else []
            return found + (self._unseen(articles, self.articles) if articles else [])
        read = list(predict(_lines(sentences), self.sentences)) if sentences else []
        if articles:
            read += predict_linked(_lines(articles), self.articles, self._clusters)
        return read

    def boards(self, sets: Sequence[tuple[Path, Sequence[Record]]], step: Callable[[], None]) -> list[Board]:
        """Each set in every way of reading it; `step` is called after each set. Sentences have names of their own."""
        boards = []
        for path, records in sets:
            sentences = is_sentence(records[0])
            boards.append(
                Board(
                    path,
                    "sentences" if sentences else "articles",
                    read=score(records, self.predict(records)),
                    baseline=score(records, self.predict(records, baseline=True)),
                    unseen=None if sentences else score(records, self.predict(records, unseen=True)),
                )
            )
            step()
        return boards

    def _clusters(self, read: Iterable[tuple[Article, Reading]]) -> dict[str, str]:
        return cluster_articles(read, self.catalog, load_cases())

    def _unseen(self, records: Sequence[Record], reader: Reader) -> list[Prediction]:
        return list(predict_unseen(zip(records, _lines(records), strict=True), reader, self.catalog))


def _lines(records: Sequence[Record]) -> list[bytes]:
    return [json.dumps(record).encode() for record in records]
