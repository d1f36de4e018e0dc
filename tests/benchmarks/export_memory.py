"""What each export needs over a small and over a large store: `python tests/benchmarks/export_memory.py 20000 1000000`.

Prints the peak memory of a process that exports everything, less what it needed for nothing, and the entries a second,
for both sizes; the ratio of the two memories says whether it streams.
"""

import subprocess
import sys
import time
from pathlib import Path
from tempfile import TemporaryDirectory

from large_store import make

from disputes.export import FORMATS

EVENTS_AN_ARTICLE = 5


def main(sizes: list[int]) -> None:
    """The table, a line a format."""
    with TemporaryDirectory() as folder:
        stores = [make(Path(folder) / f"{size}.db", events=size, articles=size // EVENTS_AN_ARTICLE) for size in sizes]
        print(f"{'format':8}" + "".join(f"{size:>10} MB{'entries/s':>12}" for size in sizes) + f"{'ratio of MB':>14}")
        for format in FORMATS:
            found = [_measured(store, format) for store in stores]
            cells = "".join(f"{memory:>13.0f}{number / seconds:>12.0f}" for memory, number, seconds in found)
            print(f"{format:8}{cells}{found[-1][0] / max(found[0][0], 1):>14.2f}", flush=True)


def _measured(store: Path, format: str) -> tuple[float, int, float]:
    """Peak megabytes, entries and seconds of one export in a process of its own."""
    done = subprocess.run(
        [sys.executable, __file__, "--one", str(store), format], check=True, capture_output=True, text=True
    )
    memory, number, seconds = done.stdout.split()
    return float(memory), int(number), float(seconds)


def _one(store: Path, format: str) -> None:
    from disputes.export import Selection, export
    from disputes.store import Store

    with Store.open(store, read_only=True) as opened, Path("/dev/null").open("wb") as out:
        export(opened, format, out, Selection(dispute_id="none"))
        before, begun = _peak(), time.perf_counter()
        number = export(opened, format, out)
        print(_peak() - before, number, time.perf_counter() - begun)


def _peak() -> float:
    """Of this process since its program was loaded; what getrusage tells includes the parent's."""
    [line] = [line for line in Path("/proc/self/status").read_text().splitlines() if line.startswith("VmHWM")]
    return int(line.split()[1]) / 1024


if __name__ == "__main__":
    if sys.argv[1:2] == ["--one"]:
        _one(Path(sys.argv[2]), sys.argv[3])
    else:
        main([int(size) for size in sys.argv[1:]] or [20_000, 200_000])
