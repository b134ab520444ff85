"""Tests mirror src/newsclean."""
