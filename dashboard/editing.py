"""Who may correct on screen, and the corrections themselves: the dashboard's only way of writing.

Nobody may by default. Where the settings let corrections be made, it takes a login by OpenID Connect with an address
that the settings name; without such a provider, only who sits at the machine may: the server listens on loopback, and
no proxy stands before it. What a correction may say is checked by `disputes.corrections`, as on the command line.
"""

import getpass
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import streamlit as st

from dashboard.launch import LOOPBACK
from disputes import catalog
from disputes.corrections import Correction, Editor
from disputes.corrections.making import current_value, standing
from disputes.errors import DisputesError
from disputes.settings import DashboardSettings, load_settings
from disputes.stages import LinkSummary, link_reports
from disputes.store import Store

PROXIED = ("X-Forwarded-For", "Forwarded", "X-Real-Ip")


@dataclass(frozen=True, slots=True)
class Access:
    """Whether the reader may correct, under which name, and if not, why; `login` where logging in would help, `logout`
    where the reader has logged in."""

    who: str = ""
    why_not: str = ""
    login: bool = False
    logout: bool = False


def access() -> Access:
    """What the reader of this page may do."""
    settings = load_settings(None).dashboard
    if not settings.editing:
        return Access(why_not="This dashboard is read-only: it was started without --edit.")
    return _by_login(settings) if _has_provider() else _by_place()


def _by_login(settings: DashboardSettings) -> Access:
    if not st.user.is_logged_in:
        return Access(why_not="Log in to correct.", login=True)
    address = str(st.user.get("email") or "")
    if not address or st.user.get("email_verified") is False:
        return Access(why_not="The login tells no verified e-mail address.", logout=True)
    if address.casefold() not in {editor.casefold() for editor in settings.editors}:
        return Access(why_not=f"{address} is not among those who may correct here.", logout=True)
    return Access(who=address, logout=True)


def _by_place() -> Access:
    if st.get_option("server.address") not in LOOPBACK:
        return Access(why_not="Beyond this machine, corrections need a login (settings dashboard.login).")
    if any(name in st.context.headers for name in PROXIED):
        return Access(why_not="Behind a proxy, corrections need a login (settings dashboard.login).")
    return Access(who=getpass.getuser())


def _has_provider() -> bool:
    """Whether the server was given the secrets of an OpenID Connect provider."""
    try:
        return "auth" in st.secrets
    except FileNotFoundError:
        return False


def keep(path: Path, correct: Callable[[Store, Editor], Correction], *, who: str, why: str, source: str) -> str:
    """Keeps a correction; gives a line that says which. Raises BadCorrection or StoreError.

    May be called only for one whom `access` lets correct: it asks again.
    """
    if access().who != who:
        raise DisputesError("not kept: you may not correct any more")
    editor = Editor(who, datetime.now(UTC).isoformat(timespec="seconds"), why, source)
    with Store.open(path) as store:
        made = correct(store, editor)
    return f"Kept: {made.kind.replace('_', ' ')} of {made.subject_kind} {made.subject}, as {made.id}."


def apply(path: Path) -> LinkSummary:
    """Links anew, which lays what was corrected over what was read. Raises StoreError."""
    with Store.open(path) as store:
        return link_reports(store, catalog.load(), now=lambda: datetime.now(UTC).isoformat(timespec="seconds"))


def value_of(path: Path, id: str, field: str) -> str:
    """What a field of an event or dispute holds, as a person would write it. Raises BadCorrection or StoreError."""
    with Store.open(path, read_only=True) as store:
        kind, current = standing(store, id)
        value = current_value(store, kind, current, field)
    return "; ".join(value) if isinstance(value, list) else "" if value is None else str(value)
