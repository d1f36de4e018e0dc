"""The launcher: it says where the dashboard is, gives way on a taken port, and leaves no process behind."""

import os
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from pathlib import Path

import pytest

from dashboard import launch
from disputes.errors import DisputesError, StoreError


def test_a_missing_database_is_said_before_anything_starts(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match=r"none\.db: no such database"):
        launch.launch(tmp_path / "none.db")


def test_free_port_gives_way_to_the_next() -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        assert port < launch.free_port("127.0.0.1", port) <= port + launch.TRIED


def test_free_port_refuses_an_address_that_is_not_ours() -> None:
    with pytest.raises(DisputesError, match=r"cannot listen on 203\.0\.113\.7"):
        launch.free_port("203.0.113.7", 8501)


@pytest.mark.parametrize(
    ("host", "url"),
    [
        ("127.0.0.1", "http://127.0.0.1:8501"),
        ("0.0.0.0", "http://localhost:8501"),
        ("::1", "http://[::1]:8501"),
    ],
)
def test_address(host: str, url: str) -> None:
    assert launch.address(host, 8501) == url


@pytest.mark.parametrize("ending", [signal.SIGINT, signal.SIGTERM])
def test_launch_serves_and_ends_cleanly(stores: dict[str, Path], ending: signal.Signals) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        program = (
            f"from pathlib import Path; from dashboard.launch import launch; "
            f"from disputes.settings import DashboardSettings; "
            f"launch(Path({str(stores['full'])!r}), DashboardSettings(port={port}))"
        )
        started = subprocess.Popen([sys.executable, "-c", program], stdout=subprocess.PIPE, text=True)
        try:
            assert started.stdout
            assert started.stdout.readline().startswith(f"Port {port} is taken; using ")
            url = started.stdout.readline().split()[1]
            with urllib.request.urlopen(f"{url}/_stcore/health", timeout=10) as answer:
                assert answer.status == 200
            os.kill(started.pid, ending)
            assert started.wait(timeout=20) == 0
            assert started.stdout.read() == "Dashboard ended.\n"
        finally:
            started.kill()
            started.wait()
    assert _silent(url)


def _silent(url: str) -> bool:
    """Whether nothing listens any more."""
    host, port = url.removeprefix("http://").split(":")
    for _ in range(50):
        with socket.socket() as probe:
            if probe.connect_ex((host, int(port))):
                return True
        time.sleep(0.1)
    return False
