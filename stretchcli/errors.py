"""What can go wrong, and the exit code for each.

    StretchError              1   could not
    +-- UsageProblem          2   wrong usage: an unknown name, a value out of range
    +-- CatalogProblems       2   a catalog or config file with mistakes
    +-- NothingMatches        3   constraints, or too few minutes, leave nothing

A session that a person or a signal ends early is not an error: its exit codes are in ``running``.
"""

from __future__ import annotations

import errno
from collections.abc import Sequence
from typing import Final

# Writing failed because the disk is full: not a bug of the program, and not a closed pipe.
FULL: Final = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)


class StretchError(Exception):
    """A problem reported in one sentence, with a remedy if there is one."""

    exit_code = 1

    def __init__(self, message: str, remedy: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.remedy = remedy

    def lines(self) -> list[str]:
        """What is printed: the sentence, then the remedy."""
        return [self.message, self.remedy] if self.remedy else [self.message]


class UsageProblem(StretchError):
    """The command line, or a value in it, is wrong."""

    exit_code = 2


class CatalogProblems(StretchError):
    """Files with mistakes, each reported with its place."""

    exit_code = 2

    def __init__(self, problems: Sequence[object]) -> None:
        super().__init__("\n".join(str(problem) for problem in problems))


class NothingMatches(StretchError):
    """The request is valid but leaves nothing."""

    exit_code = 3
