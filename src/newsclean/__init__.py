"""newsclean turns news pages into clean JSON articles."""

from newsclean._version import __version__

__all__ = ["__version__"]
