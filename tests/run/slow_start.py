"""Work that is long in being imported, as a worker's models are."""

from __future__ import annotations

import time
from typing import Any

from newsclean.errors import Reason
from newsclean.records import Rejected, Response

time.sleep(3)


def work(response: Response, _: Any) -> Rejected:
    return Rejected(url=response.url, name=None, reason=Reason.NO_ARTICLE, detail="done")
