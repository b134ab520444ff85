"""Judges of blocks: rules, model, site profile, fallback."""
