"""A POST to an address that the operator wrote down; it needs no guard."""

from __future__ import annotations

import httpx

_SECONDS = 10.0


def post_json(url: str, body: dict[str, object]) -> str | None:
    """Post a body as JSON; return what went wrong, if anything. No redirect is followed."""
    try:
        answer = httpx.post(url, json=body, timeout=_SECONDS, trust_env=False)
    except (httpx.HTTPError, httpx.InvalidURL) as error:
        return f"{type(error).__name__}: {error}"
    return None if answer.is_success else f"HTTP {answer.status_code}"
