"""Bytes -> text."""

from __future__ import annotations


def decode(body: bytes, content_type: str | None) -> tuple[str, str]:
    """Decode a page; a placeholder until the WHATWG rules land."""
    return body.decode("utf-8", "replace"), "utf-8"
