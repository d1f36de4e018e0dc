"""The addresses that alerts go to: those of the settings by name, and those given with a watch, in a file of their own.

An address of Apprise holds tokens and passwords. It is never written into the database, which people hand on and serve,
and never printed.
"""

import json
import os
from collections.abc import Mapping
from pathlib import Path

from apprise import Apprise, NotifyFormat, OverflowMode

from disputes.errors import ConfigError, DisputesError
from disputes.settings import NotifySettings


class Targets:
    """Where each watch sends to. The file beside the database is readable by its owner alone."""

    def __init__(self, database: Path, settings: NotifySettings) -> None:
        self._file = database.with_name(f"{database.name}.targets")
        self._settings = settings

    def of(self, watch: str, target: str) -> str:
        """The address of a watch. Raises ConfigError where the settings, or the file, have none."""
        if target:
            if target not in self._settings.targets:
                raise ConfigError(f"target {target!r} is not set (DISPUTES_NOTIFY__TARGETS__{target.upper()})")
            return self._settings.targets[target].get_secret_value()
        address = self._kept().get(watch)
        if not address:
            raise ConfigError(f"{self._file}: no address for the watch {watch!r}")
        return address

    def keep(self, watch: str, address: str) -> None:
        """Keeps the address that was given with a watch."""
        self._write({**self._kept(), watch: address})

    def forget(self, watch: str) -> None:
        """Forgets the address of a watch, if one was given with it."""
        kept = self._kept()
        if kept.pop(watch, None) is not None:
            self._write(kept)

    def _kept(self) -> dict[str, str]:
        try:
            return dict(json.loads(self._file.read_text(encoding="utf-8")))
        except FileNotFoundError:
            return {}
        except (OSError, ValueError) as error:
            raise DisputesError(f"{self._file}: cannot be read: {getattr(error, 'strerror', None) or error}") from None

    def _write(self, kept: Mapping[str, str]) -> None:
        beside = self._file.with_name(f"{self._file.name}.new")
        try:
            beside.unlink(missing_ok=True)
            with os.fdopen(os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w", encoding="utf-8") as file:
                json.dump(dict(kept), file, indent=1)
            beside.replace(self._file)
        except OSError as error:
            raise DisputesError(f"{self._file}: {error.strerror}") from None


def check(address: str) -> None:
    """Raises ConfigError where Apprise knows no service for an address; the address is not repeated."""
    if Apprise.instantiate(address) is None:
        scheme = address.partition("://")[0][:30]
        raise ConfigError(
            f"target: Apprise knows no such address (it begins with {scheme!r}); see its list of services"
        )


def notify(address: str, title: str, body: str, *, timeout: float) -> str:
    """Sends a message of plain text; gives why it was not taken, or nothing where it was."""
    service = Apprise.instantiate(address)
    if service is None:
        return "Apprise knows no such address"
    if service.overflow_mode == OverflowMode.UPSTREAM:
        service.overflow_mode = OverflowMode.SPLIT  # a long bundle comes in parts, and not cut off
    sender = Apprise()
    sender.add(service)
    result = sender.notify(body=body, title=title, body_format=NotifyFormat.TEXT, timeout=timeout)
    if result:
        return ""
    told = [entry.message for entry in result.logs()]
    return told[0] if told else "it was not taken"
