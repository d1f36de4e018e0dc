"""The documentation of the schema says something of everything, of nothing else, and is the one that stands in docs."""

from pathlib import Path

from disputes.store import Store
from disputes.store.schema import columns, sentences, to_markdown

DOCS = Path(__file__).parents[2] / "docs" / "schema.md"


def test_every_table_and_column_has_its_sentence(tmp_path):
    with Store.open(tmp_path / "disputes.db") as store:
        found = {table: ["about", *(name for name, _ in its)] for table, its in columns(store).items()}
    told = {table: sorted(name for name in said if name != "example") for table, said in sentences().items()}
    assert told == {table: sorted(names) for table, names in found.items()}


def test_every_sentence_is_one():
    wrong = [
        (table, column)
        for table, said in sentences().items()
        for column, sentence in said.items()
        if column != "example" and (not sentence.endswith(".") or not sentence[0].isalpha())
    ]
    assert wrong == []


def test_every_view_has_an_example_that_the_database_answers(tmp_path):
    with Store.open(tmp_path / "disputes.db") as store:
        views = [row["name"] for row in store.rows("SELECT name FROM sqlite_schema WHERE type = 'view'")]
        examples = {table: said["example"] for table, said in sentences().items() if "example" in said}
        assert sorted(examples) == sorted(views)
        for view, example in examples.items():
            assert store.rows(example) == [] and view in example


def test_docs_are_current():
    assert DOCS.read_text(encoding="utf-8") == to_markdown(), "run: disputes schema > docs/schema.md"
