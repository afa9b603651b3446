"""An installed program has what it imports."""

from __future__ import annotations

import ast
import re
import sys
from importlib.metadata import packages_distributions, requires
from pathlib import Path

import stretchcli

PACKAGE = Path(stretchcli.__file__).parent


def test_nothing_is_imported_that_only_the_tools_of_developers_bring() -> None:
    """What the program imports is of Python, its own, or among what it declares; here everything is installed, elsewhere not."""
    declared = {
        re.split(r"[^\w.-]", requirement)[0].lower()
        for requirement in requires("stretchcli") or ()
        if "dev" not in requirement.partition("extra ==")[2]
    }
    found = packages_distributions()
    undeclared = {
        name
        for file in PACKAGE.rglob("*.py")
        for name in _imported(file)
        if name not in sys.stdlib_module_names
        and name != "stretchcli"
        and not declared.intersection(dist.lower() for dist in found.get(name, ()))
    }
    assert undeclared == set()


def _imported(file: Path) -> set[str]:
    """The packages that a module imports, at its top or in its functions."""
    names: set[str] = set()
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            names.update(alias.name.partition(".")[0] for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            names.add(node.module.partition(".")[0])
    return names
