"""A server on loopback that takes alerts, watches that send to it, and how they are sent."""

import json
import threading
from datetime import UTC, datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import pytest
from newsdesk import Newsdesk

from disputes.selection import Selection
from disputes.settings import NotifySettings
from disputes.store.alerts import Watch
from disputes.types import Source

pytest.importorskip("apprise", reason="the extra `notify` is not installed")

from disputes.alerts import Targets, send_alerts

NOON = datetime(2026, 2, 23, 12, tzinfo=UTC)


class Receiver(ThreadingHTTPServer):
    """Takes what Apprise posts; refuses while `refusing`, and holds its answer while `slow` is not set."""

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Taking)
        self.taken: list[dict[str, Any]] = []
        self.refusing = False
        self.answer = threading.Event()
        self.answer.set()

    @property
    def address(self) -> str:
        return f"json://127.0.0.1:{self.server_address[1]}/"


class Taking(BaseHTTPRequestHandler):
    server: Receiver

    def do_POST(self) -> None:
        body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        if not self.server.refusing:
            self.server.taken.append(body)
        self.server.answer.wait(30)
        self.send_response(503 if self.server.refusing else 200)
        self.end_headers()

    def log_message(self, format: str, *args: Any) -> None:
        pass


def watch(desk: Newsdesk, receiver: Receiver, name: str = "ink", **fields: Any) -> Watch:
    wanted = fields.pop("selection", Selection(party="Ink & Sons"))
    added = Watch(name=name, selection=wanted, added_at="2026-02-20T00:00:00+00:00", **fields)
    desk.store.add_watch(added)
    targets(desk).keep(name, receiver.address)
    return added


def targets(desk: Newsdesk, settings: NotifySettings | None = None) -> Targets:
    return Targets(desk.store.path, settings or NotifySettings())


def send(desk: Newsdesk, *, now: datetime = NOON, settings: NotifySettings | None = None) -> Any:
    return send_alerts(desk.store, targets(desk, settings), settings or NotifySettings(timeout=10), now=now)


def titles(receiver: Receiver) -> list[str]:
    return [message["title"] for message in receiver.taken]


def alarmed(desk: Newsdesk, day: int = 20) -> None:
    """A source that was last reached on some day of February."""
    desk.store.keep_sources([Source("wire", "The Wire", "https://wire.example/rss", "feed")])
    desk.store.note_answer("wire", "2026-02-01T00:00:00+00:00", new_entries=1)
    desk.store.note_answer("wire", f"2026-02-{day}T00:00:00+00:00", problem="refused")
