"""What the tests of the command line share."""

from collections.abc import Iterator

import pytest

from newsclean.cli.demo_server import DemoSite, serve


@pytest.fixture(scope="module")
def home() -> Iterator[str]:
    """Serve the demo site."""
    site = DemoSite()
    with serve(site) as address:
        yield address
