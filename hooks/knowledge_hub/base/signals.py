"""Handles SIGINT (Ctrl-C) and SIGTERM as exceptions, so that temporary files are removed.

Only the first signal counts: a second Ctrl-C would otherwise stop the removal of a half-built site.
"""

import signal
import threading
from types import FrameType


class Terminated(KeyboardInterrupt):
    """The process received SIGTERM."""

    status = 143


def handle_termination() -> None:
    """Raise ``Terminated`` on SIGTERM and KeyboardInterrupt on Ctrl-C, for the first signal only; keeps handlers of others."""
    if threading.current_thread() is not threading.main_thread():
        return
    for number, usual in ((signal.SIGTERM, signal.SIG_DFL), (signal.SIGINT, signal.default_int_handler)):
        if signal.getsignal(number) == usual:
            signal.signal(number, _end)


def exit_status(interrupt: KeyboardInterrupt) -> int:
    """The exit status after an interrupt: 128 plus the number of the signal, as in shells."""
    return int(getattr(interrupt, "status", 130))


_ending: list[int] = []
"""The signal that was received; empty before."""


def _end(number: int, _frame: FrameType | None) -> None:
    if hasattr(signal, "pthread_sigmask"):  # not on Windows
        # At exit, Python no longer calls this function, and a second signal would kill it.
        signal.pthread_sigmask(signal.SIG_BLOCK, (signal.SIGINT, signal.SIGTERM))
    if _ending:
        return
    _ending.append(number)
    raise Terminated if number == signal.SIGTERM else KeyboardInterrupt
