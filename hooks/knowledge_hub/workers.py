"""Fans work out over processes.

The shared value (a catalogue) reaches the workers by inheritance where processes fork, and by pickling elsewhere;
results come back in order, so that a build is the same whatever the number of workers.
"""

import gc
import multiprocessing
import os
import sys
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from itertools import islice
from typing import Any, TypeVar

Task = TypeVar("Task")
Result = TypeVar("Result")
Shared = TypeVar("Shared")

_WORTH_A_PROCESS = 400
"""Tasks below which starting processes costs more than it saves (a task is a file or a page)."""

_inherited: Any = None


def split(tasks: Sequence[Task], size: int = 500) -> list[Sequence[Task]]:
    """Consecutive parts of equal size, for tasks that share nothing."""
    return [tasks[start : start + size] for start in range(0, len(tasks), size)]


def fan_out(
    work: Callable[[Shared, Sequence[Task]], Result],
    shared: Shared,
    parts: Sequence[Sequence[Task]],
    *,
    done: Callable[[int], None] = lambda _: None,
    always: bool = False,
) -> Iterator[Result]:
    """Yield ``work(shared, part)`` for each part, in order.

    ``done`` is told after each part how many tasks are finished. ``always``: a task is worth a process, however few.
    """
    workers = min(_available_processors(), len(parts))
    finished = 0
    if workers <= 1 or (sum(map(len, parts)) < _WORTH_A_PROCESS and not always):
        for part in parts:
            result = work(shared, part)
            finished += len(part)
            done(finished)
            yield result
        return
    # What is there now stays: spare each worker the search through it for garbage, and the copies that this makes.
    gc.collect()
    gc.freeze()
    try:
        with ProcessPoolExecutor(workers, mp_context=_context(), initializer=_inherit, initargs=(shared,)) as pool:
            ahead: deque[tuple[int, Future[Result]]] = deque()
            coming = iter(parts)
            while True:
                # Results that nobody has taken yet fill the memory, so only a few parts are begun ahead.
                for part in islice(coming, workers + 1 - len(ahead)):
                    ahead.append((len(part), pool.submit(_work, work, part)))
                if not ahead:
                    break
                size, begun = ahead.popleft()
                answer = begun.result()
                finished += size
                done(finished)
                yield answer
    finally:
        gc.unfreeze()


def _available_processors() -> int:
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def _context() -> multiprocessing.context.BaseContext:
    """Fork where it is safe: on Linux, in a process without other threads; it spares copying the catalogue."""
    return multiprocessing.get_context("fork" if sys.platform == "linux" else "spawn")


def _inherit(shared: object) -> None:
    global _inherited  # noqa: PLW0603 - one value a worker process, set once at its start
    _inherited = shared


def _work(work: Callable[[Any, Sequence[Any]], Any], part: Sequence[Any]) -> Any:  # noqa: ANN401 - see fan_out
    return work(_inherited, part)
