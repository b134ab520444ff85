"""Reads a gold corpus, trains, evaluates, and writes weights into the package."""
