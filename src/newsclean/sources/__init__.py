"""Finds pages: each source yields targets to fetch or responses already read."""
