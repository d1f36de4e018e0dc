"""From the words of several articles to one step: what one calls Monday's filing and another last week's complaint."""

from disputes import catalog
from disputes.linking import cluster_articles
from disputes.types import Article, Reading
from nlp.reading import Reader

ARTICLES = [
    Article(
        *("a", "Disney takes Midjourney to court", "2026-02-24"),
        "Disney sued Midjourney in federal court in Los Angeles, saying that the AI image generator was trained on its "
        "films without permission. Monday's filing asks for damages and an order that stops the service. Midjourney "
        "did not answer a request for comment.",
    ),
    Article(
        *("b", "Disney v. Midjourney: Monday's filing", "2026-02-25"),
        "Monday's filing by Disney against Midjourney in the Central District of California accuses the AI company of "
        "copying its characters in its image generator.",
    ),
    Article(
        *("c", "What the studios want from image generators", "2026-03-03"),
        "Studios are losing patience with AI image generators. In last week's complaint against Midjourney, Disney "
        "said that its characters had been copied without a licence. Lawyers expect the case to take years.",
    ),
]


def test_one_suit_by_whatever_name_is_one_step(reader: Reader) -> None:
    readings = list(reader.read(ARTICLES))
    reports = [report for reading in readings if isinstance(reading, Reading) for report in reading.reports]
    assert [(report.article_id, report.action) for report in reports] == [(id, "lawsuit") for id in "abc"]
    assert {len(report.date or "") for report in reports} == {0, 4, 10}  # no two give the same day
    labels = cluster_articles(zip(ARTICLES, readings, strict=True), catalog.load())  # type: ignore[arg-type]
    assert len(labels) == 3 and len(set(labels.values())) == 1
