"""Runs tasks in a pool of processes.

Workers inherit the shared value (a catalogue) if processes fork, else it is pickled. Results are in order, so the output does
not depend on the number of workers.

``concurrent.futures`` is not used: before Python 3.14 it cannot stop a busy worker, and it may wait for ever if a worker is
killed while it sends a result. Each worker has its own pipe, which closes when the worker dies. The end of this process, by
Ctrl-C, SIGTERM or SIGKILL, ends its workers.
"""

import gc
import multiprocessing
import os
import signal
import sys
import threading
import traceback
from collections.abc import Callable, Generator, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from multiprocessing.connection import Connection, wait
from typing import Any, TypeVar

from knowledge_hub.base.machine_errors import NO_MEMORY
from knowledge_hub.base.messages import Message
from knowledge_hub.base.problems import UsageError

Task = TypeVar("Task")
Result = TypeVar("Result")
Shared = TypeVar("Shared")

_WORTH_A_PROCESS = 400
"""With fewer tasks (files or pages), starting processes takes longer than it saves."""

WORKER_LOST = Message(
    "Another program stopped a process of the hub, probably because memory ran out. Close other "
    "programs, or let the hub use one process only: set HUB_PROCESSES=1."
)


def split(tasks: Sequence[Task], size: int = 500) -> list[Sequence[Task]]:
    """Split tasks into consecutive parts of equal size."""
    return [tasks[start : start + size] for start in range(0, len(tasks), size)]


def fan_out(
    work: Callable[[Shared, Sequence[Task]], Result],
    shared: Shared,
    parts: Sequence[Sequence[Task]],
    *,
    done: Callable[[int], None] = lambda _: None,
    always: bool = False,
) -> Generator[Result, None, None]:
    """Yield ``work(shared, part)`` for each part, in order.

    ``done`` is called after each part with the number of finished tasks. ``always``: use processes even for a few tasks.
    Raises the errors of ``work``, and UsageError if a worker was killed or memory ran out.
    """
    count = min(_available_processors(), len(parts))
    alone = count <= 1 or (sum(map(len, parts)) < _WORTH_A_PROCESS and not always)
    results = _in_turn(work, shared, parts) if alone else _in_processes(work, shared, parts, count)
    finished = 0
    try:
        for part, result in zip(parts, results, strict=True):
            finished += len(part)
            done(finished)
            yield result
    except MemoryError:
        raise UsageError(NO_MEMORY) from None
    finally:
        results.close()


def _in_turn(
    work: Callable[[Shared, Sequence[Task]], Result], shared: Shared, parts: Sequence[Sequence[Task]]
) -> Generator[Result, None, None]:
    for part in parts:
        yield work(shared, part)


@dataclass(frozen=True, slots=True)
class _Worker:
    process: multiprocessing.process.BaseProcess
    pipe: Connection


def _in_processes(
    work: Callable[[Any, Sequence[Any]], Result], shared: object, parts: Sequence[Sequence[Any]], count: int
) -> Generator[Result, None, None]:
    """Yield the results of all parts in order, from up to ``count`` workers."""
    # Frozen objects are not scanned by the workers' garbage collectors, which would copy their memory pages.
    gc.collect()
    gc.freeze()
    workers: list[_Worker] = []
    try:
        workers.extend(_started(work, shared, count))
        if workers:
            yield from _answers(workers, parts)
        else:
            yield from _in_turn(work, shared, parts)
    finally:
        for worker in workers:
            worker.process.terminate()
        for worker in workers:
            worker.process.join()
            worker.process.close()
            worker.pipe.close()
        gc.unfreeze()


def _started(work: Callable[[Any, Sequence[Any]], Any], shared: object, count: int) -> Iterator[_Worker]:
    """Start up to ``count`` workers; fewer if the system refuses more."""
    context = _context()
    for _ in range(count):
        try:
            ours, theirs = context.Pipe()
        except OSError:
            return
        # mypy does not know that every context has Process.
        process = context.Process(target=_serve, args=(theirs, work, shared), daemon=True)  # type: ignore[attr-defined]
        try:
            with _without_signals():
                process.start()
        except OSError:
            ours.close()
            return
        finally:
            theirs.close()
        yield _Worker(process, ours)


def _answers(workers: Sequence[_Worker], parts: Sequence[Sequence[Any]]) -> Iterator[Any]:
    """Hand out the parts and yield their results in order."""
    idle = list(workers)
    busy: dict[Connection, tuple[int, _Worker]] = {}
    answers: dict[int, tuple[Any, Exception | None]] = {}
    begun = 0
    for wanted in range(len(parts)):
        while wanted not in answers:
            # Waiting results use memory, so only a few parts are started ahead.
            while idle and begun < min(len(parts), wanted + len(workers) + 1):
                worker = idle.pop()
                _send(worker.pipe, parts[begun])
                busy[worker.pipe] = begun, worker
                begun += 1
            for pipe in wait(list(busy)):
                number, worker = busy.pop(pipe)  # type: ignore[call-overload]  # each is one of the pipes given
                answers[number] = _received(worker.pipe)
                idle.append(worker)
        result, error = answers.pop(wanted)
        if error is not None:
            raise error
        yield result


def _send(pipe: Connection, part: Sequence[Any]) -> None:
    try:
        pipe.send(part)
    except OSError as error:
        raise _lost(error) from None


def _received(pipe: Connection) -> tuple[Any, Exception | None]:
    try:
        answer: tuple[Any, Exception | None] = pipe.recv()
    except (EOFError, OSError) as error:
        raise _lost(error) from None
    return answer


def _lost(error: Exception) -> UsageError:
    """The error for a worker that was killed. The buffers of the pipe are freed now: at its end, Python 3.14 would complain."""
    traceback.clear_frames(error.__traceback__)
    return UsageError(WORKER_LOST)


def _available_processors() -> int:
    """The number of workers: HUB_PROCESSES, else the processors available to this process."""
    wanted = os.environ.get("HUB_PROCESSES", "")
    if wanted:
        if not wanted.isdecimal() or int(wanted) < 1:
            raise UsageError(
                Message("HUB_PROCESSES is '{value}'; set it to a whole number of at least 1.", value=wanted)
            )
        return int(wanted)
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def _context() -> multiprocessing.context.BaseContext:
    """Fork on Linux, where it is safe in a process without other threads, and shares the catalogue; else spawn."""
    return multiprocessing.get_context("fork" if sys.platform == "linux" else "spawn")


_ENDING = (signal.SIGINT, signal.SIGTERM)


@contextmanager
def _without_signals() -> Iterator[None]:
    """Block SIGINT and SIGTERM while a worker starts: it inherits the mask until ``_serve`` sets its handlers."""
    if sys.platform == "win32":
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, _ENDING)
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _serve(pipe: Connection, work: Callable[[Any, Sequence[Any]], Any], shared: object) -> None:
    """Main loop of a worker: receives parts and sends results or errors through the pipe."""
    # Ctrl-C reaches all processes of a terminal; only the parent handles it, and ends this one with SIGTERM.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    if sys.platform != "win32":
        signal.pthread_sigmask(signal.SIG_UNBLOCK, _ENDING)
    threading.Thread(target=_end_with_parent, daemon=True).start()
    while True:
        try:
            part = pipe.recv()
        except EOFError:
            return
        try:
            answer: tuple[Any, Exception | None] = work(shared, part), None
        except Exception as error:  # noqa: BLE001 - the parent raises it
            error.add_note(traceback.format_exc())
            answer = None, error
        try:
            pipe.send(answer)
        except BrokenPipeError:
            return


def _end_with_parent() -> None:
    """Exit as soon as the parent process has ended, even if it was killed."""
    parent = multiprocessing.parent_process()
    if parent is not None:
        wait([parent.sentinel])
        os._exit(1)
