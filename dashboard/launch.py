"""A database -> the dashboard over it, served by Streamlit in a process of its own with safe settings.

Streamlit's own settings files and its environment are overruled: no usage statistics, no other host's name in the
address bar, no file watcher, no built-in export (which leaves formulas in), no tracebacks on the page.
"""

import errno
import importlib.util
import json
import os
import secrets
import signal
import socket
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from urllib.parse import urlsplit

from disputes.errors import DisputesError, StoreError
from disputes.settings import DashboardSettings, LoginSettings

APP = Path(__file__).parent / "app.py"
_TAKEN = frozenset({errno.EADDRINUSE, errno.EACCES})
LOOPBACK = frozenset({"127.0.0.1", "localhost", "::1"})
EVERY = frozenset({"0.0.0.0", "::", ""})
STARTS_WITHIN = 60.0  # seconds
TRIED = 50  # ports after the one that is asked for
DEFAULTS = DashboardSettings()
ANY_PORT = DashboardSettings(port=0)

SETTINGS = {
    "browser.gatherUsageStats": "false",
    "client.disableDataExport": "true",
    "client.showErrorDetails": "none",
    "client.showErrorLinks": "false",
    "client.toolbarMode": "minimal",
    "global.developmentMode": "false",
    "logger.level": "error",
    "runner.magicEnabled": "false",
    "server.enableAgentApi": "false",
    "server.enableStaticServing": "false",
    "server.enableXsrfProtection": "true",
    "server.fileWatcherType": "none",
    "server.maxUploadSize": "1",
    "server.runOnSave": "false",
    "server.showEmailPrompt": "false",
    "theme.dark.primaryColor": "#6ea3e0",
    "theme.light.primaryColor": "#275d9c",
}


def launch(database: Path, settings: DashboardSettings = DEFAULTS, *, headless: bool = True) -> None:
    """Serves the dashboard until Ctrl-C or a signal ends it. Not `headless`: opens a browser too.

    A port that is taken gives way to the next free one. Raises StoreError where there is no database, DisputesError
    where Streamlit is not installed, no port is free or the server does not start.
    """
    free = free_port(settings.host, settings.port)
    if settings.port and free != settings.port:
        print(f"Port {settings.port} is taken; using {free}.", flush=True)
    with (
        suppress(KeyboardInterrupt),  # whenever it comes, while the server starts or the address is printed too
        _ended_by_signals(),
        serving(database, settings.model_copy(update={"port": free}), headless=headless) as (address, server),
    ):
        print(f"Dashboard: {address} (Ctrl-C ends it)", flush=True)
        server.wait()
        raise DisputesError(f"the dashboard ended by itself, with status {server.returncode}")
    print("Dashboard ended.", flush=True)


@contextmanager
def serving(
    database: Path, settings: DashboardSettings = ANY_PORT, *, headless: bool = True
) -> Iterator[tuple[str, subprocess.Popen[bytes]]]:
    """A server that answers: its address and its process, which is ended on the way out. Port 0 is any free one."""
    if not database.is_file():
        raise StoreError(f"{database}: no such database; `disputes run` or `disputes demo` makes one")
    if importlib.util.find_spec("streamlit") is None:
        raise DisputesError("the dashboard needs Streamlit: install disputes[dashboard]")
    host, port = settings.host, settings.port or free_port(settings.host, 0)
    with _provider(settings.login, address(host, port)) as provider:
        server = subprocess.Popen(
            _command(host, port, headless, settings.login, provider),
            env={**os.environ, **_environment(database, settings)},
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            start_new_session=True,  # so that Ctrl-C reaches this process alone, which then ends the server
        )
        try:
            _await(server, host, port)
            yield address(host, port), server
        finally:
            _end(server)


def address(host: str, port: int) -> str:
    """Where a browser on this machine finds the dashboard."""
    name = "localhost" if host in EVERY else host
    return f"http://[{name}]:{port}" if ":" in name else f"http://{name}:{port}"


def free_port(host: str, port: int) -> int:
    """The port itself where it is free, else the next one that is; 0 asks for any. Raises DisputesError."""
    for candidate in range(port, min(port + TRIED, 65_536)) if port else [0]:
        with socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET) as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                probe.bind((host, candidate))
            except OSError as error:
                if error.errno not in _TAKEN:
                    raise DisputesError(f"cannot listen on {host}: {error.strerror or error}") from None
                continue
            return int(probe.getsockname()[1])
    raise DisputesError(f"no free port on {host} from {port} on")


@contextmanager
def _provider(login: LoginSettings, here: str) -> Iterator[Path]:
    """The file from which Streamlit learns of the provider of logins, readable to this user alone while it is needed.

    Without a provider it is empty: a file of the user's own is not taken instead.
    """
    told = ""
    if login.provider:
        values = {
            "redirect_uri": f"{(login.address or here).rstrip('/')}/oauth2callback",
            "cookie_secret": secrets.token_urlsafe(48),
            "client_id": login.client_id,
            "client_secret": login.client_secret.get_secret_value(),
            "server_metadata_url": login.provider,
        }
        told = "[auth]\n" + "".join(f"{key} = {json.dumps(value)}\n" for key, value in values.items())
    with tempfile.TemporaryDirectory(prefix="disputes-") as folder:  # made for its owner alone
        path = Path(folder) / "secrets.toml"
        path.write_text(told, encoding="utf-8")
        yield path


def _environment(database: Path, settings: DashboardSettings) -> dict[str, str]:
    """What the server's process must know, whatever its own settings say."""
    return {
        "DISPUTES_DATABASE": str(database.absolute()),
        "DISPUTES_DASHBOARD__EDITING": str(settings.editing).lower(),
        "DISPUTES_DASHBOARD__EDITORS": json.dumps(settings.editors),
        "PYTHONPATH": _search_path(),
    }


def _command(host: str, port: int, headless: bool, login: LoginSettings, provider: Path) -> list[str]:
    settings = SETTINGS | {
        "server.address": host,
        "server.port": str(port),
        "server.headless": str(headless).lower(),
    }
    options = [f"--{name}={value}" for name, value in settings.items()]
    if host in LOOPBACK:  # no other name may lead here: what keeps a page elsewhere from reading this one by DNS tricks
        names = LOOPBACK | {
            urlsplit(login.address).hostname or "localhost"
        }  # the latter where a proxy stands before it
        options += [f"--server.allowedHosts={name}" for name in sorted(names)]
    options.append(f"--secrets.files={provider}")
    return [sys.executable, "-m", "streamlit", "run", str(APP), *options]


def _search_path() -> str:
    """The search path with the project first: Streamlit puts only the folder of the entry on it."""
    return os.pathsep.join(filter(None, [str(APP.parent.parent), os.environ.get("PYTHONPATH")]))


def _await(server: "subprocess.Popen[bytes]", host: str, port: int) -> None:
    """Waits until the server answers. Raises DisputesError where it ends or takes too long."""
    url = f"{address(host, port)}/_stcore/health"
    opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
    deadline = time.monotonic() + STARTS_WITHIN
    while time.monotonic() < deadline:
        if server.poll() is not None:
            raise DisputesError(f"the dashboard did not start: Streamlit ended with status {server.returncode}")
        with suppress(urllib.error.URLError, OSError), opener.open(url, timeout=2):
            return
        time.sleep(0.1)
    raise DisputesError(f"the dashboard did not answer within {STARTS_WITHIN:.0f} seconds")


def _end(server: "subprocess.Popen[bytes]") -> None:
    """Ends a server, gently at first."""
    if server.poll() is not None:
        return
    server.terminate()
    try:
        server.wait(timeout=8)
    except subprocess.TimeoutExpired:
        server.kill()
        server.wait()


@contextmanager
def _ended_by_signals() -> Iterator[None]:
    """Lets SIGTERM and SIGHUP end the dashboard as Ctrl-C does, so that no server is left behind."""

    def interrupt(number: int, frame: object) -> None:
        raise KeyboardInterrupt

    before = {number: signal.signal(number, interrupt) for number in (signal.SIGTERM, signal.SIGHUP)}
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
