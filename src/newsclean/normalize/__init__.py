"""Labelled blocks and fields -> Article: clean text, links, dates, duplicates."""
