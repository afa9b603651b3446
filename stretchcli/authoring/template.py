"""A starting file for a user's own stretch or routine, and the schema that an editor checks it with."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Final, Literal

from stretchcli.catalog.format import STRETCH, json_schema
from stretchcli.catalog.limits import LONGEST_NAME
from stretchcli.catalog.text import readable
from stretchcli.errors import StretchError, UsageProblem
from stretchcli.reading.files import write_atomically
from stretchcli.reading.nodes import Scalar
from stretchcli.reading.problems import Place, Problem
from stretchcli.reading.text import harmless

SCHEMA_FILE: Final = "catalog.schema.json"
SCHEMA_LINE: Final = f"# yaml-language-server: $schema=./{SCHEMA_FILE}\n"


Kind = Literal["stretch", "routine"]


def check_id(name: str, kind: Kind) -> None:
    """Refuse an invalid id.

    Raises:
        UsageProblem: it is none.
    """
    problems: list[Problem] = []
    STRETCH.fields["id"].shape.check(Scalar(Place("ID"), name, plain=True), problems)
    if problems:
        example = "my-calf-stretch" if kind == "stretch" else "my-evening"
        expected = f"Use at most 60 lowercase letters, digits and hyphens, for example {example}."
        raise UsageProblem(f"“{harmless(name)}” cannot be the id of a {kind}.", expected)


def new_from(template: Path, folder: Path, name: str, kind: Kind) -> Path:
    """Write a commented file with one stretch or routine that works as it stands, and the schema beside it.

    Args:
        template: The program's ``new-stretch.yaml`` or ``new-routine.yaml``.
        folder: The folder of the user's stretches or routines; it need not exist.
        name: The id, which nothing else has.

    Raises:
        UsageProblem: there is such a file already.
        StretchError: the folder cannot be written to.
    """
    title = readable(name).capitalize()[:LONGEST_NAME].strip()
    text = template.read_text(encoding="utf-8").replace(f"my-{kind}", name).replace(f"My {kind}", title)
    return write_new(folder, name, text)


def write_new(folder: Path, name: str, text: str) -> Path:
    """Write a new file, with the schema beside it and a first line that refers to the schema.

    Raises:
        UsageProblem: there is such a file already.
        StretchError: the folder cannot be written to.
    """
    path = folder / f"{name}.yaml"
    try:
        path.lstat()
    except FileNotFoundError:
        pass
    except OSError as error:
        raise _cannot_write(path, error) from None
    else:
        raise UsageProblem(f"The file {path} exists already.", "Edit it, or choose another id.")
    write_users_file(path, SCHEMA_LINE + text)
    return path


def write_users_file(path: Path, text: str) -> None:
    """Write a catalog file of the user's, and the schema that its first line refers to.

    Raises:
        StretchError: the folder cannot be written to.
    """
    try:
        schema = json.dumps(json_schema(), indent=2) + "\n"
        write_atomically(path.with_name(SCHEMA_FILE), schema.encode(), mode=0o666)
        # If the file is a link to one kept elsewhere, the link stays.
        write_atomically(path.resolve(), text.encode(), mode=0o666)
    except OSError as error:
        raise _cannot_write(path, error) from None


def _cannot_write(path: Path, error: OSError) -> StretchError:
    reason = (error.strerror or "it is not possible").lower()
    return StretchError(f"Cannot write {path}: {reason}.", "Free some space, or make the folder writable.")
