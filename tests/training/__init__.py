"""Tests of what trains, beside the package."""
