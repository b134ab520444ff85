"""Work functions for workers that must be survived; what to do is written in the document."""

from __future__ import annotations

import os
import signal
import time

from newsclean.errors import Reason
from newsclean.options import ExtractOptions
from newsclean.records import Article, Rejected, Response


def work(response: Response, options: ExtractOptions) -> Article | Rejected:
    """Crash, hang, grow, print, raise or answer, as the body says."""
    order = response.body if isinstance(response.body, str) else response.body.decode()
    if order == "segv":
        os.kill(os.getpid(), signal.SIGSEGV)
    if order == "exit":
        os._exit(3)
    if order == "hang":
        time.sleep(3600)
    if order == "nap":
        time.sleep(1.2)
    if order == "spin":
        while True:
            pass
    if order == "grow":
        hoard = []
        while True:
            hoard.append(bytearray(8 << 20))
    if order == "print":
        print("noise on standard output", flush=True)
    if order == "raise":
        raise KeyError("a bug")
    return Rejected(url=response.url, reason=Reason.NO_ARTICLE, detail=f"{order} {os.getpid()}")
