"""What all tests share: hypothesis without a clock, and Ctrl-C that reaches what tests start."""

import signal

from hypothesis import settings

# A busy machine is no defect.
settings.register_profile("newsclean", deadline=None)
settings.load_profile("newsclean")

# A shell ignores SIGINT for what it starts in the background, and children inherit that.
signal.signal(signal.SIGINT, signal.default_int_handler)
