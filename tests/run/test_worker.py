"""A worker and the pipe to it."""

from __future__ import annotations

import select
import sys

import pytest

from newsclean.options import ExtractOptions, WorkerOptions
from newsclean.records import Response
from newsclean.run.jobs import Job
from newsclean.run.worker import Task, Worker


@pytest.mark.skipif(sys.platform != "linux", reason="other systems' pipes cannot be widened")
def test_nobody_waits_until_a_new_worker_is_ready_to_take_its_page() -> None:
    """A page larger than a pipe at first is given at once; other workers work on meanwhile."""
    worker = Worker("tests.run.slow_start:work", WorkerOptions())
    try:
        worker.give(Task(0, Job(Response(body=b"x" * 500_000), ExtractOptions())))
        ready, _, _ = select.select([worker], [], [], 0)
        assert not ready, "it was ready before the page was in the pipe"
        select.select([worker], [], [], 60)
        done = None
        while done is None:
            done = worker.receive()
            select.select([worker], [], [], 1)
        assert done.rejected
    finally:
        worker.end()
