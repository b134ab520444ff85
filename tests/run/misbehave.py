"""Work functions for workers that must be survived; what to do is written in the document."""

from __future__ import annotations

import os
import signal
import stat
import time

from newsclean.errors import Reason
from newsclean.options import ExtractOptions
from newsclean.records import Article, Rejected, Response
from newsclean.run.worker_main import frame


def _answers() -> int:
    """Find the descriptor that answers go out by, as a subverted worker could."""
    pipes = [f for f in range(3, 20) if _is_pipe(f)]
    return pipes[0]


def _is_pipe(file: int) -> bool:
    try:
        return stat.S_ISFIFO(os.fstat(file).st_mode)
    except OSError:
        return False


def work(response: Response, options: ExtractOptions) -> Article | Rejected:
    """Crash, hang, grow, print, raise or answer, as the body says."""
    order = response.body if isinstance(response.body, str) else response.body.decode()
    if order == "segv":
        os.kill(os.getpid(), signal.SIGSEGV)
    if order == "exit":
        os._exit(3)
    if order == "hang":
        time.sleep(3600)
    if order == "work a while":
        end = time.process_time() + 0.35
        while time.process_time() < end:
            pass
    if order == "hang a while":
        time.sleep(1.5)
    if order == "grow a while":
        hoarded = bytearray(b"x") * (300 << 20)
        time.sleep(0.5)
        del hoarded
    if order == "spin":
        while True:
            pass
    if order == "grow":
        hoard = []
        while True:
            hoard.append(bytearray(8 << 20))
    if order == "print":
        print("noise on standard output", flush=True)
    if order.startswith("say "):
        said = {"nonsense": frame(b"\xff\xff"), "empty": frame(b"\x80"), "much": b"\xff" * 64}
        os.write(_answers(), said[order[4:]])
        time.sleep(3600)
    if order == "raise":
        raise KeyError("a bug")
    return Rejected(url=response.url, reason=Reason.NO_ARTICLE, detail=f"{order} {os.getpid()}")
