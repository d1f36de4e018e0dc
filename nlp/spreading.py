"""Work on many articles, spread over several processes that all see what this one holds."""

import gc
import multiprocessing
from collections.abc import Callable
from typing import Any

_asked: list[Callable[[int], Any]] = []  # in a process of a pool: what it is there for


def spread[Answer](ask: Callable[[int], Answer], count: int, processes: int = 1) -> list[Answer]:
    """The answers to the numbers below `count`, in order.

    More than one process is forked from this one, so `ask` needs no pickling and may hold whole parsed articles; its
    answers do. What it changes in them is seen by that process alone.
    """
    if processes == 1:
        return [ask(number) for number in range(count)]
    gc.freeze()  # what is held already is not looked through in each process, nor copied for it
    try:
        with multiprocessing.get_context("fork").Pool(processes, _asked.append, (ask,)) as pool:
            return list(pool.imap(_answer, range(count), chunksize=16))
    finally:
        gc.unfreeze()


def _answer(number: int) -> Any:
    return _asked[0](number)
