"""The benchmarks of the budgets, each printing its table.

python -m tests.benchmarks                 all of them, some fifteen minutes
python -m tests.benchmarks start cpu       some of them
python -m tests.benchmarks start --runs 5  fewer runs of each command
"""

from __future__ import annotations

import argparse
import os
import tempfile
from collections.abc import Callable

from tests.benchmarks import accuracy, cpu, hearing, live, log, own, plan, start, storm

BENCHMARKS: dict[str, Callable[[argparse.Namespace], None]] = {
    "accuracy": accuracy.measure,
    "start": start.measure,
    "cpu": cpu.measure,
    "hearing": hearing.measure,
    "live": lambda options: live.main(options.seconds),
    "own": own.measure,
    "log": lambda options: log.main(options.runs),
    "plan": plan.measure,
    "storm": storm.measure,
}


def main() -> None:
    """Run what was asked for, in a home folder of its own."""
    parser = argparse.ArgumentParser(
        prog="python -m tests.benchmarks", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("which", nargs="*", metavar="WHICH", help=f"any of {', '.join(BENCHMARKS)}; all of them where left out")
    parser.add_argument("--runs", type=int, default=15, help="how often each command is started (15)")
    parser.add_argument("--seconds", type=int, default=30, help="how long CPU is measured (30)")
    options = parser.parse_args()
    if unknown := set(options.which) - set(BENCHMARKS):
        parser.error(f"there is no benchmark {', '.join(sorted(unknown))}; there are {', '.join(BENCHMARKS)}")
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)  # a person's Python keeps what it compiled
    with tempfile.TemporaryDirectory() as home:
        os.environ["STRETCHCLI_HOME"] = home
        for name in options.which or BENCHMARKS:
            BENCHMARKS[name](options)


if __name__ == "__main__":
    main()
