"""Work on many articles by several processes."""

import os

import pytest

from nlp.spreading import spread


@pytest.mark.parametrize("processes", [1, 2])
def test_answers_come_in_order_whoever_gave_them(processes: int) -> None:
    held = [object() for _ in range(100)]
    answers = spread(lambda number: (number, id(held[number])), len(held), processes)
    assert answers == [(number, id(one)) for number, one in enumerate(held)]


def test_others_do_the_work_and_an_error_is_ours() -> None:
    assert os.getpid() not in spread(lambda _: os.getpid(), 40, 2)
    with pytest.raises(ZeroDivisionError):
        spread(lambda number: 1 // number, 2, 2)
