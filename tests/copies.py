"""A process that is a copy of this one."""

import gc
import os


def fork() -> int:
    """As `os.fork`; the copy never takes away what it inherits.

    A git process of this one would be waited for, which only this one can end.
    """
    child = os.fork()
    if child == 0:
        gc.freeze()
    return child
