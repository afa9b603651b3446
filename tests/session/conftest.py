"""Below ``cli``, tests lean on sample records, not on shipped sentences."""

from __future__ import annotations

import pytest

from stretchcli.catalog.records import Catalog
from tests.samples import sample_catalog


@pytest.fixture(scope="session")
def catalog() -> Catalog:
    """The sample catalog."""
    return sample_catalog()
