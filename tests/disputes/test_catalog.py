"""The reference data that ships, and every way in which an entry of it can be wrong."""

import json
import shutil
import unicodedata
from collections import Counter
from collections.abc import Iterable
from pathlib import Path

import pytest

from disputes.catalog import DATA, Catalog, Material, Party, Publication, Tool, load, load_actions
from disputes.errors import ConfigError

TOOL_KINDS = {"chatbot", "language_model", "image", "video", "music", "voice", "code", "search", "assistant", "other"}
FILES = ("parties.jsonl", "tools.jsonl", "materials.jsonl", "publications.jsonl", "actions.toml")
PARTY = {"id": "acme", "name": "Acme", "kind": "company", "side": "respondent"}
TOOL = {"id": "acme-write", "name": "Acme Write", "developer": "acme", "kind": "chatbot"}
MATERIAL = {"id": "books9", "name": "Books9", "kind": "dataset"}
PUBLICATION = {"name": "The Daily Acme", "kind": "outlet"}
ACTION = '[suit]\nlabel = "Suit"\ndirection = "up"\n'


@pytest.fixture(scope="module")
def catalog() -> Catalog:
    return load()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Reference data of one right entry a file."""
    write(tmp_path / "parties.jsonl", PARTY)
    write(tmp_path / "tools.jsonl", TOOL)
    write(tmp_path / "materials.jsonl", MATERIAL)
    write(tmp_path / "publications.jsonl", PUBLICATION)
    (tmp_path / "actions.toml").write_text(ACTION, encoding="utf-8")
    return tmp_path


def write(path: Path, *entries: object) -> None:
    path.write_text("".join(json.dumps(entry) + "\n" for entry in entries), encoding="utf-8")


def fault(folder: Path) -> str:
    with pytest.raises(ConfigError) as raised:
        load(folder)
    return str(raised.value)


def named(catalog: Catalog) -> list[Party | Tool]:
    return [*catalog.parties.values(), *catalog.tools.values()]


def repeated(entries: Iterable[Party | Tool | Material | Publication]) -> list[str]:
    counts = Counter(form for entry in entries for form in {entry.name, *entry.aliases})
    return [form for form, count in counts.items() if count > 1]


def all_forms(catalog: Catalog) -> list[str]:
    entries = [*named(catalog), *catalog.materials.values(), *catalog.publications.values()]
    forms = [form for entry in entries for form in (entry.name, *entry.aliases)]
    return forms + [form for entry in named(catalog) for form in entry.weak]


# The data that ships


def test_covers_the_field(catalog: Catalog) -> None:
    assert len(catalog.parties) >= 250
    assert len(catalog.tools) >= 100
    assert len(catalog.materials) >= 50
    assert len(catalog.publications) >= 150


@pytest.mark.parametrize("file", ["parties", "tools", "materials"])
def test_entries_stand_in_the_order_of_their_ids(file: str) -> None:
    ids = [json.loads(line)["id"] for line in (DATA / f"{file}.jsonl").read_text(encoding="utf-8").splitlines()]
    assert ids == sorted(ids)


@pytest.mark.parametrize("file", ["parties", "tools", "materials", "publications"])
def test_entries_state_no_empty_fields(file: str) -> None:
    lines = (DATA / f"{file}.jsonl").read_text(encoding="utf-8").splitlines()
    assert not [line for line in lines for value in json.loads(line).values() if value in ([], "")]


@pytest.mark.parametrize("kind", ["parties", "tools", "materials", "publications"])
def test_no_form_stands_for_two_entries_of_a_kind(catalog: Catalog, kind: str) -> None:
    assert not repeated(getattr(catalog, kind).values())


def test_a_form_stands_for_party_and_tool_only_where_the_party_makes_the_tool(catalog: Catalog) -> None:
    shared = catalog.party_by_name.keys() & catalog.tool_by_name.keys()
    assert not [form for form in shared if catalog.tool_by_name[form].developer != catalog.party_by_name[form].id]


def test_a_weak_form_is_not_a_strong_one_of_its_kind(catalog: Catalog) -> None:
    assert not [f for p in catalog.parties.values() for f in p.weak if f in catalog.party_by_name]
    assert not [f for t in catalog.tools.values() for f in t.weak if f in catalog.tool_by_name]


def test_no_form_repeats_within_an_entry(catalog: Catalog) -> None:
    for entry in named(catalog):
        forms = (entry.name, *entry.aliases, *entry.weak)
        assert len(set(forms)) == len(forms), entry.id


def test_every_tool_is_of_a_known_kind_and_has_a_developer_that_exists(catalog: Catalog) -> None:
    for tool in catalog.tools.values():
        assert tool.kind in TOOL_KINDS, tool.id
        assert tool.developer is None or catalog.developer_of(tool), tool.id


def test_forms_are_trimmed_and_have_no_control_characters(catalog: Catalog) -> None:
    for form in all_forms(catalog):
        assert form == " ".join(form.split()) != "", form
        assert not any(unicodedata.category(char).startswith("C") for char in form), form


def test_forms_are_composed_unicode(catalog: Catalog) -> None:
    assert not [form for form in all_forms(catalog) if form != unicodedata.normalize("NFC", form)]


def test_forms_with_an_apostrophe_stand_in_both_spellings(catalog: Catalog) -> None:
    forms = set(all_forms(catalog))
    assert not [form for form in forms if "'" in form and form.replace("'", "’") not in forms]


def test_aliases_have_no_article(catalog: Catalog) -> None:
    assert not [form for entry in named(catalog) for form in entry.aliases if form.lower().startswith("the ")]


def test_no_form_of_a_tool_hides_its_maker_in_a_genitive(catalog: Catalog) -> None:
    for tool in catalog.tools.values():
        maker = catalog.developer_of(tool)
        genitives = tuple(f"{form}{mark}s " for form in (maker.name, *maker.aliases) for mark in "'’") if maker else ()
        assert not [form for form in (tool.name, *tool.aliases) if genitives and form.startswith(genitives)], tool.id


def test_a_party_is_not_its_own_owner(catalog: Catalog) -> None:
    for party in catalog.parties.values():
        seen = {party.id}
        while party.parent:
            party = catalog.parties[party.parent]
            assert party.id not in seen, party.id
            seen.add(party.id)


def test_members_belong_to_groups_that_have_members(catalog: Catalog) -> None:
    kinds = {catalog.parties[group].kind for party in catalog.parties.values() for group in party.groups}
    assert kinds <= {"trade_group", "union", "collecting_society"}


def test_countries_are_two_capital_letters(catalog: Catalog) -> None:
    countries = {party.country for party in catalog.parties.values()} - {None}
    assert not [country for country in countries if len(country or "") != 2 or not (country or "").isupper()]


@pytest.mark.parametrize(
    ("form", "party"),
    [
        ("OpenAI, Inc.", "openai"),
        ("UMG Recordings", "umg"),
        ("New York Times", "nyt"),
        ("NYT", "nyt"),
        ("Agence France-Presse", "afp"),
        ("Süddeutsche Zeitung", "sueddeutsche"),
        ("Getty Images (US) Inc", "getty-images"),
        ("Uncharted Labs", "udio"),
        ("NVIDIA", "nvidia"),
    ],
)
def test_aliases_lead_to_the_party(catalog: Catalog, form: str, party: str) -> None:
    assert catalog.party_by_name[form].id == party


@pytest.mark.parametrize(
    "form", ["Times", "Universal", "Sony", "Warner", "Concord", "Runway", "Penguin", "Time", "Sky"]
)
def test_common_words_name_no_party_by_themselves(catalog: Catalog, form: str) -> None:
    assert form not in catalog.party_by_name
    assert [party for party in catalog.parties.values() if form in party.weak]


@pytest.mark.parametrize("form", ["Command", "Bard", "Copilot", "Nova", "Flow", "Comet", "Whisper"])
def test_common_words_name_no_tool_by_themselves(catalog: Catalog, form: str) -> None:
    assert form not in catalog.tool_by_name
    assert [tool for tool in catalog.tools.values() if form in tool.weak]


def test_studios_are_members_of_their_association(catalog: Catalog) -> None:
    members = {party.id for party in catalog.parties.values() if "mpa" in party.groups}
    assert members >= {"disney", "netflix", "paramount", "sony-pictures", "nbcuniversal", "warner-bros-discovery"}


def test_a_version_is_a_tool_of_its_own(catalog: Catalog) -> None:
    assert catalog.tool_by_name["Sora"] is not catalog.tool_by_name["Sora 2"]
    assert catalog.tool_by_name["Seedance 2.0"].developer == catalog.tool_by_name["Seedance"].developer == "bytedance"


# What can be wrong


def test_loads_one_entry_a_file(folder: Path) -> None:
    catalog = load(folder)
    tool = catalog.tools["acme-write"]
    assert catalog.developer_of(tool) == catalog.parties["acme"] == catalog.party_by_name["Acme"]
    assert catalog.material_by_name["Books9"].kind == "dataset"
    assert catalog.publication_by_name["The Daily Acme"].kind == "outlet"


def test_a_blank_line_is_no_entry(folder: Path) -> None:
    write(folder / "tools.jsonl", TOOL)
    (folder / "tools.jsonl").open("a", encoding="utf-8").write("\n  \n")
    assert len(load(folder).tools) == 1


@pytest.mark.parametrize("file", FILES)
def test_a_missing_file_is_named(folder: Path, file: str) -> None:
    (folder / file).unlink()
    assert fault(folder) == f"{folder / file}: No such file or directory"


@pytest.mark.parametrize("file", FILES)
def test_a_file_that_is_no_text_is_named(folder: Path, file: str) -> None:
    (folder / file).write_bytes(b"\xff\xfe")
    assert fault(folder).startswith(f"{folder / file}: ")


@pytest.mark.parametrize(
    ("file", "entry", "what"),
    [
        ("parties.jsonl", PARTY | {"sides": "both"}, "unknown field 'sides'"),
        ("parties.jsonl", {"id": "acme", "name": "Acme", "kind": "company"}, "side is missing"),
        ("parties.jsonl", PARTY | {"aliases": "Acme Inc."}, "aliases: expected a list of strings, not 'Acme Inc.'"),
        ("parties.jsonl", PARTY | {"weak": [1]}, "weak: expected a list of strings, not [1]"),
        ("parties.jsonl", PARTY | {"name": None}, "name: expected a string, not None"),
        ("parties.jsonl", [PARTY], "an entry is a JSON object"),
        ("tools.jsonl", TOOL | {"maker": "acme"}, "unknown field 'maker'"),
        ("tools.jsonl", {"id": "acme-write", "name": "Acme Write", "kind": "chatbot"}, "developer is missing"),
        ("tools.jsonl", TOOL | {"developer": 7}, "developer: expected a string, not 7"),
        ("materials.jsonl", MATERIAL | {"weak": []}, "unknown field 'weak'"),
        ("materials.jsonl", {"id": "books9", "kind": "dataset"}, "name is missing"),
        ("publications.jsonl", PUBLICATION | {"id": "acme"}, "unknown field 'id'"),
        ("publications.jsonl", {"name": "The Daily Acme"}, "kind is missing"),
    ],
)
def test_a_wrong_field_is_told_with_file_and_line(folder: Path, file: str, entry: object, what: str) -> None:
    good = json.loads((folder / file).read_text(encoding="utf-8"))
    write(folder / file, good, entry)
    assert fault(folder) == f"{folder / file}:2: {what}"


@pytest.mark.parametrize("file", FILES[:4])
def test_a_line_that_is_no_json_is_told_with_file_and_line(folder: Path, file: str) -> None:
    (folder / file).write_text('{"id": "acme",\n', encoding="utf-8")
    assert fault(folder).startswith(f"{folder / file}:1: Expecting property name")


@pytest.mark.parametrize(
    ("file", "entry", "what"),
    [
        ("parties.jsonl", PARTY | {"kind": "firm"}, "acme: kind is 'firm'"),
        ("parties.jsonl", PARTY | {"side": "left"}, "acme: side is 'left'"),
        ("tools.jsonl", TOOL | {"developer": "nobody"}, "acme-write: developer: no party 'nobody'"),
        ("materials.jsonl", MATERIAL | {"kind": "film"}, "books9: kind is 'film'"),
        ("publications.jsonl", PUBLICATION | {"kind": "blog"}, "The Daily Acme: kind is 'blog'"),
    ],
)
def test_a_wrong_value_is_told_with_file_entry_and_field(folder: Path, file: str, entry: object, what: str) -> None:
    write(folder / file, entry)
    assert fault(folder) == f"{folder / file}: {what}"


@pytest.mark.parametrize("field", ["parent", "groups"])
def test_a_party_that_does_not_exist_is_told_with_file_entry_and_field(folder: Path, field: str) -> None:
    write(folder / "parties.jsonl", PARTY | {field: ["nobody"] if field == "groups" else "nobody"})
    assert fault(folder) == f"{folder / 'parties.jsonl'}: acme: {field}: no party 'nobody'"


@pytest.mark.parametrize(
    ("file", "entry", "id_"),
    [
        ("parties.jsonl", PARTY, "acme"),
        ("tools.jsonl", TOOL, "acme-write"),
        ("materials.jsonl", MATERIAL, "books9"),
        ("publications.jsonl", PUBLICATION, "The Daily Acme"),
    ],
)
def test_an_entry_that_stands_twice_is_told(folder: Path, file: str, entry: object, id_: str) -> None:
    write(folder / file, entry, entry)
    assert fault(folder) == f"{folder / file}: {id_!r} stands twice"


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ('[suit]\ndirection = "up"\n', "[suit]: label is missing"),
        ('[suit]\nlabel = "Suit"\n', "[suit]: direction is missing"),
        ('[suit]\nlabel = "Suit"\ndirection = "sideways"\n', "[suit]: direction is 'sideways'"),
        ('[suit]\nlabel = "Suit"\ndirection = ["up"]\n', "[suit]: direction is ['up']"),
        ('[suit]\nlabel = 4\ndirection = "up"\n', "[suit]: label: expected a string, not 4"),
        (ACTION + 'stage = "4"\n', "[suit]: stage: expected a whole number, not '4'"),
        (ACTION + "stage = true\n", "[suit]: stage: expected a whole number, not True"),
        ('suit = "up"\n', "[suit]: expected a table, not 'up'"),
        ("[suit\n", "Expected ']' at the end of a table declaration (at line 1, column 6)"),
    ],
)
def test_a_wrong_action_is_told_with_file_table_and_field(folder: Path, text: str, what: str) -> None:
    (folder / "actions.toml").write_text(text, encoding="utf-8")
    with pytest.raises(ConfigError) as raised:
        load_actions(folder / "actions.toml")
    assert str(raised.value) == f"{folder / 'actions.toml'}: {what}"


def test_the_shipped_data_loads_from_a_copy(tmp_path: Path) -> None:
    for file in FILES:
        shutil.copy(DATA / file, tmp_path)
    assert load(tmp_path).parties == load().parties
