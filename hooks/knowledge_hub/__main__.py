"""``python -m knowledge_hub`` and the ``hub`` command: handles interrupts before the other modules are loaded."""

import os
import sys
import time


def main() -> int:
    """Run the command. Loading the modules takes most of a second, so an interrupt during it is handled as well."""
    try:
        time.time()
    except OverflowError:
        sys.stderr.write("The clock of this machine is past the year 2262, which Python cannot read. Set the clock.\n")
        return 2
    try:
        from knowledge_hub.base.signals import handle_termination  # noqa: PLC0415 - see above

        handle_termination()
        from knowledge_hub.command import main as command  # noqa: PLC0415 - see above

        return command()
    except KeyboardInterrupt as interrupt:
        sys.stderr.write("Stopped.\n")
        return int(getattr(interrupt, "status", 130))
    except (MemoryError, ImportError) as error:
        # Without enough memory, a compiled package cannot be loaded.
        if isinstance(error, ImportError) and "failed to map segment" not in str(error):
            from knowledge_hub.base.missing_package import missing_package  # noqa: PLC0415 - see above
            from knowledge_hub.base.spoken_language import spoken  # noqa: PLC0415 - see above

            sentence = missing_package(error)
            if sentence is None:
                raise
            sys.stderr.write(f"{sentence.shown(spoken(sys.argv[1:], os.environ)[1])}\n")
            return 2
        sys.stderr.write("There is not enough memory. Close other programs.\n")
        return 2


if __name__ == "__main__":
    sys.exit(main())
