"""``python -m stretchcli``, and the console script."""

from __future__ import annotations

import gc
import sys


def main() -> None:
    """Run the program. Ctrl-C is no mistake, not even while the program is still being loaded."""
    # Nothing that is built while the program loads ever becomes garbage; looking for some takes up to 10 ms of a start.
    gc.disable()
    try:
        from stretchcli.cli import main as run

        run()
    except KeyboardInterrupt:
        sys.exit(130)


if __name__ == "__main__":
    main()
