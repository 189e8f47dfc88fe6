"""One-to-one assignment: each thing on one side with at most one on the other, the best sum of scores.

The Hungarian method, on the parts of the graph that hang together. Equal sums are decided by the texts
themselves, never by their order, so that a list in another order, and the two sides exchanged, give the same
pairs.
"""

from collections.abc import Mapping, Sequence
from zlib import crc32

_SCALE = 10**6
_TIE = 1 << 24


def assign(
    rows: Sequence[str], columns: Sequence[str], scores: Mapping[tuple[int, int], float]
) -> dict[int, int]:
    """For each row the column that it is given: the pairs with the greatest sum of `scores`.

    `scores` holds those above zero, by row and column; other pairs are never made. `rows` and `columns` are
    the texts that decide between equal sums.
    """
    pairs: dict[int, int] = {}
    for in_rows, in_columns in _parts(scores):
        in_rows.sort(key=lambda r: rows[r])
        in_columns.sort(key=lambda c: columns[c])
        weights = [
            [_weight(scores.get((r, c), 0.0), rows[r], columns[c]) for c in in_columns]
            for r in in_rows
        ]
        pairs |= {in_rows[r]: in_columns[c] for r, c in _best(weights)}
    return pairs


def _parts(scores: Mapping[tuple[int, int], float]) -> list[tuple[list[int], list[int]]]:
    """The rows and columns of each part of the graph that hangs together."""
    links: dict[tuple[int, int], list[tuple[int, int]]] = {}
    for row, column in scores:
        links.setdefault((0, row), []).append((1, column))
        links.setdefault((1, column), []).append((0, row))
    parts: list[tuple[list[int], list[int]]] = []
    seen: set[tuple[int, int]] = set()
    for start in links:
        if start in seen:
            continue
        part: tuple[list[int], list[int]] = ([], [])
        left = [start]
        seen.add(start)
        while left:
            side, index = node = left.pop()
            part[side].append(index)
            fresh = [n for n in links[node] if n not in seen]
            seen.update(fresh)
            left.extend(fresh)
        parts.append(part)
    return parts


def _weight(score: float, one: str, other: str) -> int:
    if score <= 0:
        return 0
    pair = "\0".join(sorted((one, other)))
    tie = crc32(pair.encode("utf-8", "surrogatepass")) % _TIE
    return round(score * _SCALE) * _TIE * 64 + tie


def _best(weights: list[list[int]]) -> list[tuple[int, int]]:
    """Row and column of each pair of the heaviest assignment; pairs of weight 0 are left out.

    The shortest augmenting path method in O(rows² · columns), after Jonker and Volgenant (1987).
    """
    turned = len(weights) > len(weights[0])
    costs = [list(column) for column in zip(*weights, strict=True)] if turned else weights
    rows, columns = len(costs), len(costs[0])
    of_row, of_column = [0] * (rows + 1), [0] * (columns + 1)  # potentials
    row_at = [0] * (columns + 1)  # which row a column is given to; 0 is none
    for row in range(1, rows + 1):
        row_at[0] = row
        least: list[int | None] = [None] * (columns + 1)
        way, used, column = [0] * (columns + 1), [False] * (columns + 1), 0
        while row_at[column]:
            used[column] = True
            current, step, following = row_at[column], None, 0
            for j in range(1, columns + 1):
                if used[j]:
                    continue
                reduced = -costs[current - 1][j - 1] - of_row[current] - of_column[j]
                known = least[j]
                if known is None or reduced < known:
                    least[j], way[j], known = reduced, column, reduced
                if step is None or known < step:
                    step, following = known, j
            assert step is not None
            for j in range(columns + 1):
                if used[j]:
                    of_row[row_at[j]] += step
                    of_column[j] -= step
                elif (known := least[j]) is not None:
                    least[j] = known - step
            column = following
        while column:
            row_at[column] = row_at[way[column]]
            column = way[column]
    found = [(row_at[j] - 1, j - 1) for j in range(1, columns + 1) if row_at[j]]
    return sorted((c, r) if turned else (r, c) for r, c in found if costs[r][c])
