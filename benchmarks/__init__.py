"""Measurements: quality and speed, side by side with peers in one run."""
