"""How much work something is: whether it grows with what it is given, however busy the machine is."""

import time
from collections.abc import Callable

# Four times the text is four times the work; sorting and the like are a little more, and a quadratic pattern sixteen times.
MOST = 9
# Below this, in seconds of processor time, nothing can be told, and nobody waits for it.
LITTLE = 0.02


def grows_alike(do: Callable[[str], object], text: str) -> bool:
    """Whether the work that `do` has with `text` is in proportion to a quarter of it.

    What is compared is processor time of this thread, the least of three, and one with the other: a busy machine
    slows down both, and a slow one, too.
    """
    do(text[:100])  # what is loaded once is no work of the text
    part = max(_least(do, text[: len(text) // 4]), LITTLE / MOST)
    return _least(do, text) <= MOST * part


def _least(do: Callable[[str], object], text: str) -> float:
    found = []
    for _ in range(3):
        begun = time.thread_time()
        do(text)
        found.append(time.thread_time() - begun)
    return min(found)
