"""Below ``cli``, tests lean on sample records, not on shipped sentences."""

from __future__ import annotations

import pytest

from stretchcli.catalog.records import Catalog, HoldRange
from stretchcli.session.layout import PlannedStretch, compile_session
from stretchcli.session.timeline import Timeline
from tests.samples import PHRASES, sample_catalog

HOLD_S = 40.0  # when the first hold of `bridge` begins


@pytest.fixture(scope="session")
def catalog() -> Catalog:
    """The sample catalog."""
    return sample_catalog()


@pytest.fixture
def bridge(catalog: Catalog) -> Timeline:
    """Two bridges of 20-30 s: intro 10, setups 10 + 6 + 11, ready 3, hold from second 40."""
    return compile_session(
        "Bridge", [PlannedStretch(catalog.stretches["glute-bridge"], 2, HoldRange(20, 30))], catalog.vocabulary, PHRASES
    )


@pytest.fixture
def lunges(catalog: Catalog) -> Timeline:
    """Two standing stretches, two reps a side."""
    stretches = [catalog.stretches[name] for name in ("standing-hip-flexor", "table-psoas")]
    return compile_session(
        "Lunges", [PlannedStretch(stretch, 2, stretch.hold) for stretch in stretches], catalog.vocabulary, PHRASES
    )
