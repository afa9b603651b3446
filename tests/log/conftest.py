"""See tests/session/conftest.py."""

from tests.session.conftest import catalog as catalog
