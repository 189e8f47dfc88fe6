"""Boxes that are ticked, in the cell of a status: “☐ Red ☒ Amber ☐ Green”."""

import re

_TICKED, _OPEN = "☑☒✅🗹⊠", "☐□▢◻"
_BOX = re.compile(rf"([{_TICKED}{_OPEN}]|\[\s?[xX✓✔]?\s?\])")


def ticked(text: str) -> tuple[str, str]:
    """The label of the one box that is ticked; else what is wrong with the boxes."""
    boxes = list(_BOX.finditer(text))
    if not boxes or (len(boxes) == 1 and boxes[0][0] in _TICKED):
        return (_BOX.sub(" ", text).strip() or text), ""
    first = not text[: boxes[0].start()].strip()  # the box stands before its label
    chosen = []
    for number, box in enumerate(boxes):
        end = boxes[number + 1].start() if number + 1 < len(boxes) else len(text)
        begin = boxes[number - 1].end() if number else 0
        label = text[box.end() : end] if first else text[begin : box.start()]
        if box[0] in _TICKED or re.search(r"[xX✓✔]", box[0]):
            chosen.append(label.strip())
    if len(chosen) == 1:
        return chosen[0], ""
    return text, f"{'several boxes are' if chosen else 'no box is'} ticked"
