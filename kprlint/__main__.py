"""``kprlint``, and ``python -m kprlint``, which is the same."""

import os
import signal


def run() -> None:
    """Runs the command line. Who interrupts us while it is still being imported sees no traceback either."""
    try:
        from kprlint.cli import main
    except KeyboardInterrupt:
        signal.signal(signal.SIGINT, signal.SIG_DFL)
        os.kill(os.getpid(), signal.SIGINT)
        return
    main(prog_name="kprlint")


if __name__ == "__main__":
    run()
