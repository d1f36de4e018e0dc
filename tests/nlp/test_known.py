"""Whom a short form means that several parties of the catalog share."""

from collections.abc import Callable

import pytest
from spacy.tokens import Doc

from nlp.cast import Cast

ELSEWHERE = " Disney and NBC Universal sued Midjourney over its AI image generator earlier this month."


@pytest.mark.parametrize(
    ("text", "labels", "studio"),
    [
        ("Major record labels—Sony, Universal, and Warner—have also sued the AI music startups.", 3, 0),
        ("Record labels Sony, Universal and Warner have sued the AI music startups.", 3, 0),
        ("The record companies (Universal and Warner) have sued the AI music startups.", 2, 0),
        ("Music companies such as Universal and Warner have sued the AI music startups.", 2, 0),
        ("Film studios including Universal and Warner have sued the AI video startups.", 0, 1),
        ("Universal wants damages from the AI startups.", 0, 0),
    ],
)
def test_a_form_is_of_the_kind_that_the_text_says_before_it(
    text: str, labels: int, studio: int, parse: Callable[..., Doc]
) -> None:
    cast: Cast = parse(text + ELSEWHERE)._.cast
    known = {entity.party.id for entity in cast.entities if entity.party}
    assert len(known & {"sony-music", "umg", "warner-music"}) == labels
    assert len(known & {"warner-bros-discovery"}) == studio
    assert "nbcuniversal" in known
