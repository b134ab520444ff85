"""What negative controls share: options changed by name, one page fetched.

Each control plays one hostile server twice: with the guard the good end comes, without it the bad.
A guard is switched off by its option where it has one, else by putting a naive part in its place.
"""

from __future__ import annotations

from typing import Any

import msgspec

from newsclean.options import FetchOptions
from newsclean.records import Response, Target
from tests.hostile.server import FakeNames, HostileServer, fetcher, quick


def options(**changes: Any) -> FetchOptions:
    """Change options by their names, those inside `limits` and `politeness` too."""
    base = quick()
    inner = {"limits": base.limits, "politeness": base.politeness}
    for name, group in inner.items():
        fields = {k: changes.pop(k) for k in list(changes) if k in group.__struct_fields__}
        base = msgspec.structs.replace(base, **{name: msgspec.structs.replace(group, **fields)})
    return msgspec.structs.replace(base, **changes)


def one(
    server: HostileServer,
    changed: FetchOptions,
    url: str = "http://a.example/x",
    names: FakeNames | None = None,
) -> Any:
    """Fetch one page; return its body, or the Reason why there is none."""
    [got] = fetcher(server, changed, names).fetch([Target(url=url)])
    return got.body if isinstance(got, Response) else got.reason
