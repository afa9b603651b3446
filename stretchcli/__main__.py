"""``python -m stretchcli``, and the console script."""

from __future__ import annotations

import sys


def main() -> None:
    """Run the program. Ctrl-C is no mistake, not even while the program is still being loaded."""
    try:
        from stretchcli.cli import main as run

        run()
    except KeyboardInterrupt:
        sys.exit(130)


if __name__ == "__main__":
    main()
