"""What all tests share: hypothesis without a clock, a Ctrl-C that reaches children, workers."""

import signal

import pytest
from hypothesis import settings
from xdist.remote import Producer
from xdist.scheduler import LoadScopeScheduling

# A busy machine is no defect.
settings.register_profile("newsclean", deadline=None)
settings.load_profile("newsclean")

# A shell ignores SIGINT for what it starts in the background, and children inherit that.
signal.signal(signal.SIGINT, signal.default_int_handler)

# Tests of one build, and of clusters that would share two processors
TOGETHER = ("tests/release/", "tests/run/engines/test_ray.py")


class Together(LoadScopeScheduling):
    """Gives what stands together to one worker, any other test to the next that is free.

    xdist's own groups (`--dist loadgroup`) are a suffix of a test's id, which pytest does not take
    any more: with xdist 3.8 and pytest 9.2 they do nothing.
    """

    def _split_scope(self, nodeid: str) -> str:
        return next((place for place in TOGETHER if nodeid.startswith(place)), nodeid)


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: Producer) -> Together:
    """Take this order instead of xdist's own."""
    return Together(config, log)
