"""Readers of gold corpora: one file a public layout, all giving the same record."""
