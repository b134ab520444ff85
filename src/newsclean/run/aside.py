"""Documents that cost a worker, kept with the facts for a report, under the SHA-256 of their bytes.

A name that comes from the bytes alone cannot lead out of the folder.
"""

from __future__ import annotations

import hashlib
import os
from pathlib import Path

import msgspec

from newsclean.records import Rejected, Response


def set_aside(folder: Path, page: Response, rejected: Rejected) -> None:
    """Write `<hash>.bin`, the bytes, and `<hash>.json`, why they are here."""
    body = page.body
    data = body.encode("utf-8", "surrogatepass") if isinstance(body, str) else body
    folder.mkdir(parents=True, exist_ok=True)
    name = hashlib.sha256(data).hexdigest()
    facts = {"rejected": rejected, "headers": page.headers}
    _replace(folder / f"{name}.bin", data)
    _replace(folder / f"{name}.json", msgspec.json.encode(facts))


def _replace(path: Path, data: bytes) -> None:
    """Write a whole file under a name, through no link that may lie there."""
    draft = path.with_name(f".{path.name}.{os.getpid()}")
    draft.unlink(missing_ok=True)
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW | os.O_CLOEXEC
    with os.fdopen(os.open(draft, flags, 0o644), "wb") as file:
        file.write(data)
    draft.replace(path)
