"""Which real reports are put together: precision, recall and F1 over pairs, with known cases and without.

    python -m tests.benchmarks.link_pairs [--by-action]

The reports are those of `tests/disputes/reported.jsonl`, as a perfect reading would hand them to linking.
"""

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "disputes"))

from reported import Pairs, lines, pairs

from disputes import catalog
from disputes.cases.reference import load_cases


def main(arguments: Sequence[str] | None = None) -> int:
    """The command line."""
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks.link_pairs", description=__doc__.splitlines()[0])
    parser.add_argument("--by-action", action="store_true", help="each action by itself too")
    options = parser.parse_args(arguments)
    reports, known, cases = lines(), catalog.load(), load_cases()
    print(f"{len(reports)} reports of {len({(line['action'], line['step']) for line in reports})} steps")
    _show("without known cases", pairs(reports, known, ()))
    _show("with known cases", pairs(reports, known, cases))
    for action in sorted({line["action"] for line in reports}) if options.by_action else ():
        _show(action, pairs([line for line in reports if line["action"] == action], known, cases))
    return 0


def _show(what: str, found: Pairs) -> None:
    precision = f"{found.precision:.3f}" if found.put else "-"
    recall = f"{found.recall:.3f}" if found.one else "-"
    print(f"{what:20} precision {precision} recall {recall} F1 {found.f1:.3f} ({found.one} pairs are one step)")


if __name__ == "__main__":
    sys.exit(main())
