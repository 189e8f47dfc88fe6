"""How deep the lines of a cell stand below one another."""


class Levels:
    """Of the items of a list only their order of depth counts, whatever a document calls the first."""

    def __init__(self) -> None:
        self._open: list[float] = []
        self._lines = 0

    def of(self, depth: float | None) -> int:
        """The level of the next line, an item at `depth` or, for None, a paragraph, with which lists end."""
        self._lines += 1
        if depth is None:
            self._open.clear()
            return 0
        while self._open and self._open[-1] >= depth:
            self._open.pop()
        self._open.append(depth)
        return len(self._open) - 1

    def below(self, depth: float) -> int:
        """The level of a further paragraph of the item at `depth`."""
        self._lines += 1
        return sum(1 for one in self._open if one <= depth) or (1 if self._lines > 1 else 0)

    def inside(self) -> int:
        """The level of a row of a table in the cell: below what stands above it."""
        self._lines += 1
        return 1 if self._lines > 1 else 0
