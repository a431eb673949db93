"""A request to end, from a service manager or ``kill``, tidies up as Ctrl-C does: it is an exception of the same kind."""

import signal
import threading
from types import FrameType


class Terminated(KeyboardInterrupt):
    """Somebody asked this process to end."""

    status = 143


def heed_termination() -> None:
    """Raise ``Terminated`` on SIGTERM from now on, unless somebody else heeds it already."""
    if threading.current_thread() is threading.main_thread() and signal.getsignal(signal.SIGTERM) == signal.SIG_DFL:
        signal.signal(signal.SIGTERM, _terminate)


def exit_status(interrupt: KeyboardInterrupt) -> int:
    """With which status a process ends that was interrupted: 128 and the number of the signal, as shells have it."""
    return int(getattr(interrupt, "status", 130))


def _terminate(_number: int, _frame: FrameType | None) -> None:
    raise Terminated
