"""Where things are kept, and what the person always wants.

Flags beat ``STRETCHCLI_<KEY>`` variables, and those beat ``config.yaml``. ``STRETCHCLI_HOME`` puts every place flat into
one folder.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path
from typing import Any, NamedTuple

from stretchcli.catalog.selection import Limits
from stretchcli.reading.files import may_exist


class Places(NamedTuple):
    """The folders of the program."""

    config: Path
    data: Path
    cache: Path
    state: Path

    @property
    def config_file(self) -> Path:
        """The person's settings."""
        return self.config / "config.yaml"

    @classmethod
    def of(cls, environment: Mapping[str, str]) -> Places:
        """The folders that the environment asks for, else the platform's own."""
        home = environment.get("STRETCHCLI_HOME")
        if home:
            folder = Path(home).expanduser()
            return cls(folder, folder, folder, folder)
        from platformdirs import PlatformDirs

        dirs = PlatformDirs("stretchcli", appauthor=False)
        return cls(dirs.user_config_path, dirs.user_data_path, dirs.user_cache_path, dirs.user_state_path)


class Settings(NamedTuple):
    """What the person always wants; None or empty where nothing is said."""

    values: Mapping[str, Any]

    @property
    def limits(self) -> Limits:
        """The constraints that always hold."""
        return Limits(*(tuple(self.values.get(key, ())) for key in ("avoid", "pain", "never")))

    def get(self, key: str, fallback: Any = None) -> Any:
        """The value of a key of ``KEYS``."""
        value = self.values.get(key)
        return fallback if value is None else value


def read_settings(places: Places, environment: Mapping[str, str]) -> Settings:
    """The settings of the file and the environment.

    Raises:
        CatalogProblems: one of them has mistakes.
    """
    file = places.config_file
    named = any(name.startswith("STRETCHCLI_") and name != "STRETCHCLI_HOME" for name in environment)
    if not (named or may_exist(file)):
        return Settings({})
    # What checks a config takes 20 ms to import, and most people have none.
    from stretchcli.config import checked_settings

    return Settings(checked_settings(file, environment))


def current_places() -> Places:
    """The folders for this process."""
    return Places.of(os.environ)
