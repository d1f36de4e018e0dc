"""What each export needs over a small and over a large store:

    python -m tests.benchmarks.export_memory [20000 1000000] [--formats csv json …] [--keep FOLDER]

Prints the peak memory of a process that exports everything, less what it needed for nothing, and the entries a second,
for each size; the ratio of the memories says whether it streams. `site` is the folder of static pages; it takes long,
and only those wait for it who ask. `--keep` keeps the stores, or takes those that were kept (`SIZE.db`).
"""

import argparse
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

from disputes.export import FORMATS, Selection, export
from disputes.export.site import write_site
from disputes.store import Store
from tests.benchmarks.large_store import make

EVENTS_AN_ARTICLE = 5
SITE = "site"
ONE = "--one"  # the process that measures itself


def main(arguments: Sequence[str]) -> None:
    """The table, a line a format."""
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks.export_memory")
    parser.add_argument("sizes", type=int, nargs="*", default=[20_000, 200_000])
    parser.add_argument("--formats", nargs="+", default=list(FORMATS), choices=[*FORMATS, SITE])
    parser.add_argument("--keep", type=Path)
    chosen = parser.parse_args(arguments)
    with TemporaryDirectory() as folder:
        stores = [_store(chosen.keep or Path(folder), size) for size in chosen.sizes]
        print(
            f"{'format':8}"
            + "".join(f"{size:>10} MB{'entries/s':>12}" for size in chosen.sizes)
            + f"{'ratio of MB':>14}"
        )
        for format in chosen.formats:
            found = [_measured(store, format) for store in stores]
            cells = "".join(f"{memory:>13.0f}{number / seconds:>12.0f}" for memory, number, seconds in found)
            print(f"{format:8}{cells}{found[-1][0] / max(found[0][0], 1):>14.2f}", flush=True)


def _store(folder: Path, size: int) -> Path:
    path = folder / f"{size}.db"
    if not path.is_file():
        make(path, events=size, articles=size // EVENTS_AN_ARTICLE)
    Store.open(path).close()  # one that was kept may be of an older version
    return path


def _measured(store: Path, format: str) -> tuple[float, int, float]:
    """Peak megabytes, entries and seconds of one export in a process of its own."""
    command = [sys.executable, "-m", "tests.benchmarks.export_memory", ONE, str(store), format]
    done = subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True)
    memory, number, seconds = done.stdout.split()
    return float(memory), int(number), float(seconds)


def _one(path: Path, format: str) -> None:
    with Store.open(path, read_only=True) as store:
        _export(store, format, Selection(dispute_id="none"))
        before, begun = _peak(), time.perf_counter()
        number = _export(store, format, Selection())
        print(_peak() - before, number, time.perf_counter() - begun)


def _export(store: Store, format: str, selection: Selection) -> int:
    if format == SITE:
        with TemporaryDirectory() as folder:
            return write_site(store, Path(folder), selection)
    with Path("/dev/null").open("wb") as out:
        return export(store, format, out, selection)


def _peak() -> float:
    """Of this process since its program was loaded; what getrusage tells includes the parent's."""
    [line] = [line for line in Path("/proc/self/status").read_text().splitlines() if line.startswith("VmHWM")]
    return int(line.split()[1]) / 1024


if __name__ == "__main__":
    if sys.argv[1:2] == [ONE]:
        _one(Path(sys.argv[2]), sys.argv[3])
    else:
        main(sys.argv[1:])
