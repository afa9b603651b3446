"""A minute of random bytes, window sizes and signals for each of some seeds: the session lives, the terminal is sound."""

from __future__ import annotations

import argparse

from tests.terminal.ptys import session, storm

SEEDS = (1, 2, 3)


def measure(options: argparse.Namespace) -> None:
    """Print a line for each seed; an AssertionError names what broke."""
    for seed in SEEDS:
        with session("--minutes", "900") as terminal:  # long enough for every skip and next in a minute
            storm(terminal, seed, 2 * options.seconds)
            code = terminal.ended()
            assert code in (0, 143), code
            terminal.assert_given_back()
            drawn = f"{len(terminal.raw) / 1024:.0f} KiB drawn"
            print(f"Storm with seed {seed}: {2 * options.seconds} s lived through, {drawn}, exit {code}")
