"""What stands around the activities: the printed key of the statuses, and the printed summary of their numbers."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from kprlint.importing.cells import Block, Location, Paragraph, Row, Table
from kprlint.importing.interpreter import status_words as sw
from kprlint.importing.interpreter import vocabulary as v
from kprlint.importing.interpreter.doubts import Doubt
from kprlint.importing.interpreter.texts import letters
from kprlint.model import Kind, StatusWord

_NUMBER = re.compile(r"[+−-]?\d{1,5}")
_MEANS = re.compile(r"\s*(?:=|:|\s[-–—]+\s|[–—])\s*")
# A word of status, or its letter, with a sign behind it that explains it.
_WORD_MEANS = re.compile(
    r"(?<![\w-])([A-Za-z]+)\s*(?:=|:|\s[-–—]\s|[–—]|\(|\s(?:means?|indicates?|denotes?|signifies|stands? for|is for)\s)\s*"
)
# A line of its own that explains a word or a letter.
_KEY_LINE = re.compile(r"([A-Za-z][A-Za-z -]{0,20}?)\s*(?:=|:|[–—]|\s-\s)\s*(\D.{2,120})")
_MOST_WORD, _MOST_KEY, _MOST_LABEL = 40, 600, 6


@dataclass(slots=True)
class Front:
    words: list[StatusWord] = field(default_factory=list)
    labels: list[str] = field(default_factory=list)  # of the summary
    counts: list[tuple[int, Location]] = field(default_factory=list)
    doubts: list[Doubt] = field(default_factory=list)
    announced: Location | None = None  # where a heading or a label says that a key follows

    def told(self) -> list[Doubt]:
        """What is doubtful of the key, and that there is one of which nothing could be read."""
        if self.announced is None or self.words:
            return self.doubts
        message = "a key is printed here, and none of its words could be read; compare the kinds of the statuses in plan.yaml with it"
        return [*self.doubts, Doubt("import-key", self.announced, None, message)]

    def row(self, mode: str, texts: list[str], place: Location) -> bool:
        """Takes a row of the key or of the summary; whether it was one."""
        if texts and all(re.fullmatch(r"\d{1,5}", text) for text in texts):
            self.counts.extend((int(text), place) for text in texts)
            return True
        if mode == "summary" and texts and v.is_status_heading(texts[0]):
            return True  # its header
        if mode == "key" and len(texts) > 1 and v.is_status_heading(texts[0]):
            return True
        if mode == "summary" and _counts_them(texts):
            texts = texts[:-1]
        if len(texts) >= 2 and all(_NUMBER.fullmatch(text) for text in texts[1:]):
            if sw.meant(texts[0]) or v.fold(texts[0]) == "total":
                self.labels.append(texts[0])
                self.counts.append((int(texts[1].replace("−", "-")), place))
                return True
        if mode == "summary" and all(sw.meant(t) or v.fold(t) == "total" for t in texts):
            self.labels.extend(texts)
            return True
        return self.key(texts, place, inside=mode == "key")

    def key(self, texts: list[str], place: Location, *, inside: bool) -> bool:
        """Takes a word of the key with its meaning; `inside`: below a heading that says that this is the key."""
        if not texts:
            return False
        found = sw.leading_sure(texts[0])
        if found is None and inside:
            head, meaning = _parted(texts)
            found = (head, meaning) if head else None
            texts = texts[:1] if found else texts
        if found is None:
            return False
        word, rest = found
        meaning = " ".join([rest.strip(), *texts[1:]]).strip().lstrip(":–—-= ").strip()
        if meaning.startswith("(") and meaning.rstrip(".").endswith(")"):
            meaning = meaning.rstrip(".")[1:-1]
        if any(sw.fold(w.word) == sw.fold(word) for w in self.words):
            return False
        if not inside and not _is_meaning(texts, meaning):
            return False
        self._add(word, meaning.strip().removesuffix("."), place)
        return True

    def _add(self, word: str, meaning: str, place: Location) -> None:
        kind, why = kind_by_key(word, meaning)
        if why:
            self.doubts.append(Doubt("import-key", place, None, why, meaning))
        self.words.append(StatusWord(word, kind, meaning))

    def inline(self, text: str, place: Location) -> bool:
        """Takes a key in one line: “Key: Red = off track; Amber = at risk”."""
        label, colon, rest = text.partition(":")
        if not colon or not v.is_heading_for("key", label):
            # A label that no word of status is: “Colours used: Red = …”.
            rest = text if "=" in label or sw.meant(label) else rest or text
            if text.count("=") < 2 and len(_listed(text)) < 2:
                return False
            plain = False
        else:
            plain = True
            self.announced = self.announced or place
        pairs = [
            _MEANS.split(part.strip(), maxsplit=1)
            for part in re.split(r"[;|•]|,(?=[^,]*(?:=|\s[-–]\s))", rest)
        ]
        if len(pairs) < 2 or not all(len(pair) == 2 for pair in pairs):
            pairs = _listed(text)
        if len(pairs) < 2 or not all(
            len(pair) == 2 and len(pair[0]) <= _MOST_WORD for pair in pairs
        ):
            return False
        if not plain and not all(sw.meant(word) or sw.meant(meaning) for word, meaning in pairs):
            return False
        for word, meaning in pairs:
            if not any(sw.fold(w.word) == sw.fold(word) for w in self.words):
                self._add(word.strip(), meaning.strip(" ."), place)
        return True

    def table(self, table: Table) -> bool:
        """Takes a table that is a key, wherever it stands: words of status, each with its meaning."""
        rows = [texts for row in table.rows if (texts := _texts(row))]
        heading, words = "", 1
        if rows and v.is_status_heading(rows[0][0]) and v.is_meaning(rows[0][-1]) and len(rows[0]) in (2, 3):  # fmt: skip
            heading, words = rows[0][-1], sum(map(v.is_status_heading, rows[0][:-1]))
            rows = rows[1:]
        elif (
            len(rows) > 2
            and not sw.meant(rows[0][0])
            and all(sw.meant(texts[0]) for texts in rows[1:])
        ):
            rows = rows[1:]  # headings that nobody knows
        if len(rows) < 2 or not all(len(texts) in (2, words + 1) for texts in rows):
            return False
        if not all(
            len(texts[0]) <= _MOST_WORD and not _NUMBER.fullmatch(texts[-1]) for texts in rows
        ):
            return False
        plain = v.is_heading_for("only a meaning", heading)
        if not plain and not all(sw.meant(texts[0]) for texts in rows):
            return False
        for texts in rows:
            for word in texts[:-1]:  # the colour, and its name or its letter
                self.key([word, texts[-1]], table.place, inside=True)
        return True


def key_lines(blocks: Sequence[Block]) -> frozenset[int]:
    """The paragraphs that are a key together, each a word of status or a letter with its meaning: “B = not yet due”."""
    found: set[int] = set()
    run: list[tuple[int, str]] = []
    for block in (*blocks, None):
        line = (
            _KEY_LINE.fullmatch(block.line.text.strip()) if isinstance(block, Paragraph) else None
        )
        if line and sw.meant(line[1]) and sw.fold(line[1]) not in [word for _, word in run]:
            run.append((id(block), sw.fold(line[1])))
            continue
        found.update(n for n, _ in run if len(run) > 1)
        run = []
    return frozenset(found)


def _listed(text: str) -> list[list[str]]:
    """Pairs of a key on one line, parted by nothing else than its words of status: “B – done  R – late”.

    Figures are the numbers of a summary, and no meanings.
    """
    found = [m for m in _WORD_MEANS.finditer(text) if sw.meant(m[1])]
    if len(text) > _MOST_KEY or len({sw.fold(m[1]) for m in found}) < max(len(found), 2):
        return []
    if len(text[: found[0].start()].split()) > _MOST_LABEL:
        return []
    ends = [*(m.start() for m in found[1:]), len(text)]
    pairs = [
        [m[1], text[m.end() : end].strip(" \t,;.|•()")] for m, end in zip(found, ends, strict=True)
    ]
    meant = all(meaning[:1].isalpha() and len(meaning) < 150 for _, meaning in pairs)
    return pairs if meant else []


def _counts_them(texts: list[str]) -> bool:
    """Whether a row ends in the list of the activities that it counts: “Amber | 2 | KA.01.02, KA.04.02”."""
    return (
        len(texts) > 2
        and str(len(texts[-1].split(", "))) == texts[1]
        and not _NUMBER.fullmatch(texts[-1])
    )


def _is_meaning(texts: list[str], meaning: str) -> bool:
    """Whether a word of status far from any key is explained: “Green (on track)”, and not “Green | Amber | Red”."""
    words = meaning.split()
    listed = all(sw.meant(word) for word in words)
    return len(texts) < 3 and len(words) > 1 and len(meaning) < 400 and not listed


def _texts(row: Row) -> list[str]:
    return [cell.text for cell in row.cells if letters(cell.text) and not cell.repeated]


def _parted(texts: list[str]) -> tuple[str, str]:
    """A word of the council's own, and its meaning."""
    if len(texts) > 1:
        return (texts[0], " ".join(texts[1:])) if len(texts[0]) <= _MOST_WORD else ("", "")
    word, *rest = _MEANS.split(texts[0], maxsplit=1)
    return (word, rest[0]) if rest and 0 < len(word) <= _MOST_WORD else ("", "")


def kind_by_key(word: str, meaning: str) -> tuple[Kind, str]:
    """The kind that the key gives a word, and what is doubtful about it."""
    known = sw.meant(word)
    own = known.kind if known else None
    whole = sw.meant(meaning) if meaning else None
    kinds = [whole.kind] if whole else sw.kinds_in(meaning)
    if own is not None and own in kinds[:1]:
        return own, ""
    if not kinds and own is not None and meaning:
        if own in sw.hinted(meaning):
            return own, ""
        return own, f"the key says “{meaning}” of “{word}”, which no kind is known for; it is left at {own}, which such a word usually is"  # fmt: skip
    if not kinds:
        if own is not None:
            return own, ""
        return Kind.UNKNOWN, f"the key does not say what “{word}” means; give its kind in plan.yaml"
    if own is not None:
        if own in kinds:
            return own, f"the key says “{meaning}” of “{word}”; it is taken to mean {own}"
        # What a meaning begins with weighs most: “On course to be complete”.
        return kinds[0], f"“{word}” means {kinds[0]} here, as the key says"
    kind = kinds[0] if len(set(kinds)) == 1 else sw.graver(kinds)
    if len(set(kinds)) == 1 and whole and whole.sure:
        return kind, ""
    return kind, f"the key is taken to say that “{word}” means {kind}"
