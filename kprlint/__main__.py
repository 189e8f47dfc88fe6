"""``kprlint``, and ``python -m kprlint``, which is the same."""

import gc
import os
import signal

# What is imported lives until the end, and hardly anything is made in circles: to look for those as often as Python does
# by itself takes a twentieth of a small run.
_OFTEN_ENOUGH = 100_000


def run() -> None:
    """Runs the command line. Who interrupts us while it is still being imported sees no traceback either."""
    gc.set_threshold(_OFTEN_ENOUGH)
    try:
        from kprlint.cli import main
    except KeyboardInterrupt:
        signal.signal(signal.SIGINT, signal.SIG_DFL)
        os.kill(os.getpid(), signal.SIGINT)
        return
    main(prog_name="kprlint")


if __name__ == "__main__":
    run()
