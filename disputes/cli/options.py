"""Options that several commands share: written once, as the keyword parameters of a function that makes one value."""

import inspect
from collections.abc import Callable, Collection
from functools import wraps
from typing import Any

type Command = Callable[..., None]


def shared(make: Callable[..., object], name: str, *, without: Collection[str] = ()) -> Callable[[Command], Command]:
    """Gives a command the parameters of `make` as options, and as its own parameter `name` what `make` makes of them.

    `without` are parameters of `make` that the command does not offer.
    """
    options = [option for option in inspect.signature(make).parameters.values() if option.name not in without]

    def give(command: Command) -> Command:
        @wraps(command)
        def run(**given: Any) -> None:
            asked = {option.name: given.pop(option.name) for option in options}
            command(**{name: make(**asked)}, **given)

        signature = inspect.signature(command)
        own = [
            parameter.replace(kind=inspect.Parameter.KEYWORD_ONLY)
            for parameter in signature.parameters.values()
            if parameter.name != name
        ]
        run.__annotations__ = {parameter.name: parameter.annotation for parameter in (*own, *options)}
        run.__signature__ = signature.replace(parameters=[*own, *options])  # type: ignore[attr-defined]
        return run

    return give
