"""Weights made by training/ and shipped with the package."""
