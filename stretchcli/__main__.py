"""``python -m stretchcli``, and the console script."""

from __future__ import annotations

import gc
import sys


def main() -> None:
    """Run the program. Ctrl-C is not an error, even while the program is still loading."""
    # Nothing built while the program loads becomes garbage, and looking for some takes up to 10 ms at start-up.
    gc.disable()
    try:
        from stretchcli.cli import main as run

        run()
    except KeyboardInterrupt:
        sys.exit(130)


if __name__ == "__main__":
    main()
