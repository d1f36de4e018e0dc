"""The table of the README: made of scores, put between its marks, and nothing else touched."""

import json
from datetime import date
from pathlib import Path

import pytest
from markdown_it import MarkdownIt

from disputes.errors import BadArticle, ConfigError
from disputes.scoreboard import (
    BEGIN,
    END,
    Board,
    details,
    from_markdown,
    insert,
    is_sentence,
    load_set,
    published,
    to_markdown,
)
from disputes.scoring import score

GOLD = {"id": "a", "title": "", "text": "", "relevant": True, "parties": [], "tools": [], "events": []}
RIGHT = score([GOLD], [GOLD])
WRONG = score([GOLD], [])
README = Path(__file__).parents[2] / "README.md"


@pytest.mark.parametrize(("unseen", "columns"), [(None, 6), (WRONG, 7)])
def test_each_layer_is_a_row_with_its_baseline_beside_it(unseen, columns):
    board = Board(Path("data") / "gold.jsonl", "articles", RIGHT, WRONG, unseen)
    tables = to_markdown([board], on=date(2026, 2, 20), reader="1-small")
    assert tables.startswith("Measured on 2026-02-20, by version `1-small` of the reading.\n\n1 articles of `data/gold")
    assert tables.splitlines()[-6:][0].startswith("| relevance | 1.00 | 1.00 | 1.00 | 0.00 |")
    html = MarkdownIt().enable("table").render(tables)
    assert (html.count("<th"), html.count("<tr>")) == (columns + 1, 1 + len(RIGHT.layers))


def test_pairs_of_one_step_are_shown_where_the_annotation_says_which_are():
    event = {"action": "lawsuit", "actors": ["A"], "targets": ["B"], "tools": [], "status": "happened", "cluster": "x"}
    gold = [{**GOLD, "id": id, "events": [event]} for id in "ab"]
    assert details(score(gold, gold))[-1] == "| of one step | 1.000 | 1.000 | 1.000 | 1 |"
    assert not any("of one step" in line for line in details(RIGHT))


def test_only_what_stands_between_the_marks_is_replaced(tmp_path):
    document = tmp_path / "README.md"
    document.write_text(f"before\n{BEGIN}\nold\n{END}\nafter {END}\n", encoding="utf-8")
    for _ in range(2):
        insert(document, "new")
        assert document.read_text(encoding="utf-8") == f"before\n{BEGIN}\nnew\n{END}\nafter {END}\n"


@pytest.mark.parametrize("text", ["", BEGIN, f"{END}\n{BEGIN}"])
def test_a_document_without_the_marks_is_left_alone(tmp_path, text):
    document = tmp_path / "README.md"
    document.write_text(text)
    with pytest.raises(ConfigError, match="has no <!-- scores:begin -->"):
        insert(document, "new")
    assert document.read_text() == text


def test_what_was_published_is_taken_apart_again(tmp_path):
    boards = [
        Board(Path("a.jsonl"), "articles", RIGHT, WRONG, WRONG),
        Board(Path("b.jsonl"), "sentences", RIGHT, WRONG),
    ]
    document = tmp_path / "README.md"
    document.write_text(f"{BEGIN}\n{END}\n", encoding="utf-8")
    insert(document, to_markdown(boards, on=date(2026, 2, 20), reader="1-small"))
    told, tables = from_markdown(published(document))
    assert told == "Measured on 2026-02-20, by version `1-small` of the reading."
    assert [table.caption for table in tables] == ["1 articles of `a.jsonl`", "1 sentences of `b.jsonl`"]
    assert tables[0].columns[1:5] == ("precision", "recall", "F1", "F1, names not listed")
    assert tables[1].rows[0][:5] == ("relevance", "1.00", "1.00", "1.00", "0.00")


def test_nothing_was_published_where_there_is_no_document(tmp_path):
    assert published(tmp_path / "none.md") is None
    (tmp_path / "bare.md").write_text("bare")
    assert published(tmp_path / "bare.md") is None


def test_the_readme_has_the_marks():
    assert README.read_text(encoding="utf-8").index(BEGIN) < README.read_text(encoding="utf-8").index(END)


def test_a_sentence_is_an_article_without_a_title(tmp_path):
    (tmp_path / "one.jsonl").write_text(json.dumps({"id": "s1", "sentence": "Nobody sued.", "events": []}))
    (record,) = load_set(tmp_path / "one.jsonl")
    assert is_sentence(record)
    assert (record["title"], record["text"], record["relevant"]) == ("", "Nobody sued.", False)


def test_a_file_without_articles_is_told(tmp_path):
    (tmp_path / "none.jsonl").touch()
    with pytest.raises(BadArticle, match=r"none\.jsonl: holds no article"):
        load_set(tmp_path / "none.jsonl")
