"""``python -m knowledge_hub`` is the ``hub`` command; it begins here, so that it can be interrupted at any moment."""

import signal
import sys

from knowledge_hub.signals import exit_status, heed_termination


def main() -> int:
    """Run the command; whatever interrupts it, also while it is loaded, gets one line."""
    heed_termination()
    try:
        # Loading takes most of a second.
        from knowledge_hub.command import main as command  # noqa: PLC0415

        return command()
    except KeyboardInterrupt as interrupt:
        # From here on nothing is left to be stopped.
        signal.signal(signal.SIGINT, signal.SIG_IGN)
        sys.stderr.write("Stopped.\n")
        return exit_status(interrupt)
    except MemoryError:
        sys.stderr.write("There is not enough memory. Close other programs.\n")
        return 2


if __name__ == "__main__":
    sys.exit(main())
