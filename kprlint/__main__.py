"""``python -m kprlint`` is ``kprlint``."""

from kprlint.cli import main

if __name__ == "__main__":
    main(prog_name="kprlint")
