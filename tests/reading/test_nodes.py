"""What a file may not be, told before anything is built from it."""

from __future__ import annotations

import pytest

from stretchcli.reading.nodes import Refused, parse


def test_brackets_that_the_parser_itself_refuses_are_too_deep() -> None:
    """On one line the parser looks ahead and may refuse the nesting before we count it; the answer is the same."""
    with pytest.raises(Refused) as refused:
        parse(b"schema: 1\nstretches: " + b"[" * 100_000, "deep.yaml")
    assert (refused.value.problem.code, refused.value.problem.place.line) == ("too-deep", 2)
