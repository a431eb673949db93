"""Ctrl-C, and a request to end from a service manager or ``kill``: both tidy up, and nothing interrupts the tidying.

Both are exceptions of the same kind. Whoever presses Ctrl-C twice would otherwise stop the removal of a half-built site.
"""

import signal
import threading
from types import FrameType


class Terminated(KeyboardInterrupt):
    """Somebody asked this process to end."""

    status = 143


def heed_termination() -> None:
    """Raise ``Terminated`` on SIGTERM and KeyboardInterrupt on Ctrl-C, the first of them only; not where others heed them."""
    if threading.current_thread() is not threading.main_thread():
        return
    for number, usual in ((signal.SIGTERM, signal.SIG_DFL), (signal.SIGINT, signal.default_int_handler)):
        if signal.getsignal(number) == usual:
            signal.signal(number, _end)


def exit_status(interrupt: KeyboardInterrupt) -> int:
    """With which status a process ends that was interrupted: 128 and the number of the signal, as shells have it."""
    return int(getattr(interrupt, "status", 130))


_ending: list[int] = []
"""The signal that ends this process."""


def _end(number: int, _frame: FrameType | None) -> None:
    if hasattr(signal, "pthread_sigmask"):  # not on Windows
        # Python itself would end with the signal when it has tidied up and no longer calls this function.
        signal.pthread_sigmask(signal.SIG_BLOCK, (signal.SIGINT, signal.SIGTERM))
    if _ending:
        return
    _ending.append(number)
    raise Terminated if number == signal.SIGTERM else KeyboardInterrupt
