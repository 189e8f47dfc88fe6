"""The cell of a status → a word of the plan, its kind, and what is doubtful about it.

The printed key comes before everything. A word that nobody knows is kept whole, of the kind “unknown”; a status that is
lost stays lost: it gets the word “Not stated”, and never one that the council uses of something else.
"""

import re
from collections.abc import Sequence
from typing import NamedTuple

from kprlint.importing.interpreter import status_words as sw
from kprlint.importing.interpreter.boxes import ticked
from kprlint.model import Kind, StatusWord
from kprlint.words.printed import read_status

_ARROW = re.compile(r"\s*(?:→|⇒|➔|➜|➝|⟶|[-–—=]+>|>{1,2}|»)\s*|\s+(?:now|to)\s+", re.I)
_WAS = re.compile(
    r"\s*[(\[,;:–—-]*\s*\b(?:was|previously|formerly|prev(?:ious)?|down from|up from|changed from|moved from|from|last quarter)\b[\s:]*(.*)$",
    re.I | re.S,
)
# “Previous: Amber / Current: Green”
_CURRENT = re.compile(r"\b(?:current(?:ly)?|now|this (?:quarter|period|month)|latest)\b(?: status| rag| rating)?\s*[:=–-]\s*([^/;,|\n]+)", re.I)  # fmt: skip
_PREVIOUS = re.compile(r"\b(?:previous(?:ly)?|prev|last|prior|before|then|was)\b", re.I)
_LABEL = re.compile(
    r"(?:overall |current )?(?:b?rag(?: status| rating)?|status|rating)\s*[:=–-]?\s+(?=\S)", re.I
)
_PARTS = re.compile(
    r"\s*(?:/|\\|&|\+|,|;|\||\n|\s[-–—]\s|[–—]|(?<=[a-z])-(?=[A-Za-z])|\band\b|\bor\b|\bto\b|[()])\s*",
    re.I,
)
# What a word at the end of an unknown phrase says of it: “Contractual slippage”.
_LAST = {"slippage": Kind.AT_RISK, "delay": Kind.AT_RISK, "delays": Kind.AT_RISK, "concerns": Kind.AT_RISK, "issues": Kind.AT_RISK}  # fmt: skip
_RAISED = "¹²³⁰⁴⁵⁶⁷⁸⁹"  # marks of footnotes
_MOST_WORD, _MOST_REASON = 40, 300
# Words of a picture that may be a status, and not its name as a file or what every picture is.
_SAYS = re.compile(r"(?!(?:image|picture|photo|logo|icon|graphic|chart|arrow|figure|shape|drawing)\b)[^\W\d_][\w' -]{2,38}", re.I)  # fmt: skip
LOST = "Not stated"


class ReadStatus(NamedTuple):
    """`rest` is text of the cell that went nowhere; `doubt` is its name and its sentence."""

    word: str
    kind: Kind
    reason: str = ""
    rest: str = ""
    doubt: tuple[str, str] | None = None

    @property
    def is_lost(self) -> bool:
        return self.doubt is not None and self.doubt[0] == "import-lost-status"

    @property
    def is_assumed(self) -> bool:
        """Whether nothing is doubtful but the kind of its word, which the import knows from elsewhere."""
        unsure = self.doubt is not None and self.doubt[0] == "import-unknown-status"
        return unsure and self.kind is not Kind.UNKNOWN and not self.rest


class StatusWords:
    """The plan's words of status: those of its register, those of the key, then those met.

    What a person has written in the register decides the kind, before the key.
    """

    def __init__(self, key: Sequence[StatusWord], register: Sequence[StatusWord] = ()) -> None:
        self._register = {sw.fold(word.word): word.kind for word in register}
        known = [*register, *(w for w in key if sw.fold(w.word) not in self._register)]
        self._by_fold = {sw.fold(word.word): word for word in known}
        self._key = frozenset(sw.fold(word.word) for word in key)

    @property
    def all(self) -> tuple[StatusWord, ...]:
        return tuple(self._by_fold.values())

    def is_decided(self, word: str) -> bool:
        """Whether the register has `word`, and so its kind."""
        return sw.fold(word) in self._register

    def known(self, text: str) -> StatusWord | None:
        """The word of the key that `text` is, or its first letter, where it is that of one alone."""
        folded = sw.fold(text)
        if folded in self._key:
            return self._by_fold[folded]
        return None

    def by_letter(self, text: str) -> StatusWord | None:
        found = [word for word in self._key if word[:1] == text.strip().casefold()]
        return self._by_fold[found[0]] if len(found) == 1 else None

    def by_initial(self, text: str) -> StatusWord | None:
        """The letter of the key that a colour begins with, where the key has letters alone: “Amber” for “A”."""
        letters = {word for word in self._key if len(word) == 1}
        first = sw.fold(text)[:1]
        own = sw.fold(text) in sw.COLOURS and len(letters) > 1 and first in letters
        return self._by_fold[first] if own else None

    def named(self, word: str, kind: Kind) -> StatusWord:
        """`word` as the plan has it; a kind once given stays."""
        word = " ".join(word.split())
        known = self._by_fold.get(sw.fold(word))
        if known is None:
            known = self._by_fold[sw.fold(word)] = StatusWord(word, kind)
        elif known.kind is Kind.UNKNOWN and sw.fold(word) not in self._key | self._register.keys():
            known = self._by_fold[sw.fold(word)] = known._replace(kind=kind)
        return known

    def lost(self) -> StatusWord:
        """The word for a status that the source does not say: none of the council's own."""
        for word in (LOST, "Not stated in the report", "Not stated (import)"):
            if (known := self._by_fold.get(sw.fold(word))) is None or known.kind is Kind.UNKNOWN:
                return self.named(word, Kind.UNKNOWN)
        return self.named("Lost in the import", Kind.UNKNOWN)

    def of_colour(self, colour: str) -> StatusWord:
        """The word for a colour that is shown and not printed."""
        return self.known(colour) or self.named(colour, sw.COLOURS[colour.casefold()])


def read(text: str, icons: list[str], fill: str | None, words: StatusWords) -> ReadStatus:
    """The status in a cell of `text` (lines parted by line feeds), pictures and shading."""
    flat = _flat(text)
    word, reason = read_status(flat)
    if word == flat:
        return _asked(text, _plain(text, icons, fill, words))
    status = _plain(word, icons, fill, words)
    return status._replace(reason=reason) if reason else status


def _asked(text: str, status: ReadStatus) -> ReadStatus:
    """A status that its cell asks rather than says, which is told: “On track?”."""
    if not text.rstrip().endswith("?") or status.doubt is not None:
        return status
    return status._replace(doubt=("import-status-phrase", f"the cell asks “{_flat(text)}”"))


def first_word(text: str, words: StatusWords) -> tuple[str, str] | None:
    """The status that a text begins with, and the rest of the text; None where it begins with none."""
    for end in reversed([m.end() for m in re.finditer(r"[\w'%]+", text)][:6]):
        if words.known(text[:end]) and not re.match(r"[\w-]", text[end:]):
            return text[:end], text[end:].strip(" \t:;,.–—-")
    found = sw.leading(text)
    return (found[0], found[1].strip(" \t:;,.–—-")) if found else None


def _plain(text: str, icons: list[str], fill: str | None, words: StatusWords) -> ReadStatus:
    text, untold = ticked(text.strip())
    if untold:
        return _lost(text, words, untold)
    said, former = _now(text, words)
    if former:
        status = _worded(said, fill, words)
        if status is not None and not status.is_lost:
            told = f"the status is the last of “{_flat(text)}”"
            return status._replace(doubt=status.doubt or ("import-status-phrase", told))
    status = _worded(text, fill, words)
    if status is not None:
        return status
    return _shown(text, icons, fill, words) or _unknown(text, icons, words)


def _now(text: str, words: StatusWords) -> tuple[str, bool]:
    """The present status of “Amber → Green” and “Green (was Amber)”, and whether a former one was cut off."""
    if (named := _CURRENT.search(text)) and _PREVIOUS.search(text) and _is_status(named[1], words):
        return named[1].strip(), True
    text = re.sub(r"^from\s+", "", text, flags=re.I)
    parts = _ARROW.split(text)
    if len(parts) > 1 and all(_is_status(part, words) for part in parts):
        return parts[-1].strip(), True
    was = _WAS.search(text)
    if was and was.start() and _is_status(text[: was.start()], words):
        return text[: was.start()].strip(), True
    return text, False


def _is_status(text: str, words: StatusWords) -> bool:
    bare = sw.fold(_without_signs(text))
    return bool(bare) and (words.known(bare) is not None or sw.meant(bare) is not None)


def _worded(text: str, fill: str | None, words: StatusWords) -> ReadStatus | None:
    """The status by its words; None where it has none that are known."""
    bare = _without_signs(text)
    if not any(c.isalpha() for c in bare):
        return None
    if label := _LABEL.match(bare):
        if words.known(bare) is None and sw.meant(bare) is None:
            bare = bare[label.end() :]
    if known := words.known(bare):
        return ReadStatus(known.word, known.kind)
    if len(bare) == 1:
        return _letter(bare, words)
    if letter := words.by_initial(bare):
        word = words.named(bare, letter.kind)
        return ReadStatus(word.word, word.kind, doubt=_kind_doubt(bare, word))
    if found := sw.meant(bare):
        return _as_known(bare, found, words)
    status = _several(bare, words) or _led(bare, words) or _coloured(bare, fill, words)
    if status is None and (found := sw.meant_alone(bare)):
        return _as_known(bare, found, words)
    return status


def _as_known(text: str, found: sw.Meant, words: StatusWords) -> ReadStatus:
    word = words.named(text, found.kind)
    sure = found.sure or words.is_decided(text)
    return ReadStatus(word.word, word.kind, doubt=None if sure else _kind_doubt(text, word))


def _letter(letter: str, words: StatusWords) -> ReadStatus | None:
    by_key = words.by_letter(letter)
    found = sw.meant(letter)
    kind = by_key.kind if by_key else found.kind if found else None
    if kind is None:
        return None
    word = words.named(letter, kind)
    return ReadStatus(word.word, word.kind, doubt=_kind_doubt(letter, word))


def _several(text: str, words: StatusWords) -> ReadStatus | None:
    """A status that names several, kept whole, of the graver kind."""
    parts = [part for part in _PARTS.split(text) if part and part.strip()]
    if len(parts) < 2:
        spaced = text.split()
        parts = spaced if all(sw.fold(part) in sw.COLOURS for part in spaced) else []
    kinds = []
    for part in parts:
        known = words.known(part)
        found = sw.meant(part)
        if known is None and (
            found is None or (len(part) == 1 and part.casefold() not in sw.LETTERS)
        ):
            return None
        kinds.append(known.kind if known else found.kind if found else Kind.UNKNOWN)
    if len(kinds) < 2:
        return None
    if len(set(kinds)) == 1 and (first := words.known(parts[0])):
        return ReadStatus(first.word, first.kind)  # “Blue – Complete”, where the key has Blue
    word = words.named(text.strip(" :;.,–—-"), sw.graver(kinds))
    if len(set(kinds)) == 1:
        return ReadStatus(word.word, word.kind)
    message = f"“{_flat(text)}” names more than one status; it is kept whole, of the graver kind ({word.kind})"
    return ReadStatus(word.word, word.kind, doubt=("import-mixed-status", message))


def _led(text: str, words: StatusWords) -> ReadStatus | None:
    """A status that a phrase follows: “Green – waiting for the county”."""
    found = None
    for end in reversed([m.end() for m in re.finditer(r"[\w'%]+", text)][:6]):
        if (known := words.known(text[:end])) and not re.match(r"[\w-]", text[end:]):
            found = known.word, text[end:].strip()
            break
    found = found or sw.leading(text)
    if found is None:
        return None
    head, rest = found
    known = words.known(head)
    meant = sw.meant(head)
    if known is None and meant is None:
        return None
    apart = sw.is_apart(rest)
    after = rest.strip(" \n\t:;,.–—-()[]|")
    if not any(c.isalnum() for c in after):
        word = known or words.named(head, meant.kind if meant else Kind.UNKNOWN)
        sure = known is not None or (meant is not None and meant.sure)
        return ReadStatus(word.word, word.kind, doubt=None if sure else _kind_doubt(head, word))
    if len(head) == 1 and not apart:
        return None
    if not apart and len(after.split()) > 8:
        word = known or words.named(head, meant.kind if meant else Kind.UNKNOWN)
        doubt = ("import-unknown-status", f"“{head}” is followed by other text in its cell")
        return ReadStatus(word.word, word.kind, rest=after, doubt=doubt)
    word = known or words.named(head, meant.kind if meant else Kind.UNKNOWN)
    told = f"the cell says “{_flat(text)}”; the status is “{word.word}”, and the rest stands as its reason"
    reason, lost = (_flat(after), "") if len(after) <= _MOST_REASON else ("", after)
    return ReadStatus(word.word, word.kind, reason, lost, ("import-status-phrase", told))


def _coloured(text: str, fill: str | None, words: StatusWords) -> ReadStatus | None:
    """A short phrase that nobody knows, with a colour in its words or behind them, or a last word that tells its kind."""
    if len(text) > _MOST_WORD:
        return None
    flat = sw.fold(text).split()
    denied = bool(sw.NEGATIONS & set(flat))
    colours = {word for word in flat if word in sw.COLOURS}
    shade = sw.colour_of(fill)
    kind = None
    if len(colours) == 1 and not denied:
        colour = colours.pop()
        by_key = words.known(colour)
        kind = by_key.kind if by_key else sw.COLOURS[colour]
    elif shade:
        by_key = words.known(shade)
        kind = by_key.kind if by_key else sw.COLOURS[shade.casefold()]
    elif flat and not denied:
        kind = _LAST.get(flat[-1])
    if kind is None:
        return None
    word = words.named(text, kind)
    return ReadStatus(word.word, word.kind, doubt=_kind_doubt(text, word))


def _shown(text: str, icons: list[str], fill: str | None, words: StatusWords) -> ReadStatus | None:
    """A status that is a picture, a symbol or a shading, and no word."""
    letters = any(c.isalpha() for c in text)
    rest = _flat(text) if letters else ""
    if letters and len(text) <= _MOST_WORD:
        return None  # a word of the council's own comes before what is shown
    symbol = sw.kind_of_symbol(text)
    shown: list[tuple[StatusWord, str]] = []
    if symbol is not None:
        default = sw.default_word(symbol)
        said = words.known(default) or words.named(default, symbol)
        shown.append((said, f"the symbol {_flat(text)}"))
    for icon in icons:
        if (word := _pictured(icon, words)) is not None:
            shown.append((word, f"a picture of “{icon}”"))
    if not shown and (colour := sw.colour_of(fill)):
        shown.append((words.of_colour(colour), f"the shading ({colour.lower()}, {fill})"))
    if not shown:
        return None
    if len({word.kind for word, _ in shown}) > 1:
        told = " and ".join(what for _, what in shown)
        return _lost(text, words, f"{told} say different things")
    word, what = shown[0]
    return ReadStatus(
        word.word, word.kind, rest=rest, doubt=("import-status-from-colour", f"the status is taken from {what}")
    )  # fmt: skip


def _pictured(icon: str, words: StatusWords) -> StatusWord | None:
    """The word that the alternative text of a picture says."""
    if known := words.known(icon):
        return known
    bare = _LABEL.sub("", icon, count=1)
    if known := words.known(bare):
        return known
    if found := sw.meant_alone(bare):
        return words.named(bare, found.kind)
    named = [word for word in re.findall(r"[A-Za-z]+", icon) if word.casefold() in sw.COLOURS]
    if len({word.casefold() for word in named}) == 1:
        return words.of_colour(named[0].capitalize())
    kinds = set(sw.kinds_in(icon))
    if len(kinds) == 1:
        kind = kinds.pop()
        return words.named(icon if len(icon) <= _MOST_WORD else sw.default_word(kind), kind)
    symbol = sw.kind_of_symbol(icon)
    return words.named(sw.default_word(symbol), symbol) if symbol else None


def _unknown(text: str, icons: list[str], words: StatusWords) -> ReadStatus:
    flat = _flat(text)
    if any(c.isalpha() for c in flat) and len(flat) <= _MOST_WORD:
        word = words.named(_flat(_without_signs(text)) or flat, Kind.UNKNOWN)
        doubt = ("import-unknown-status", f"the kind of the status “{word.word}” is not known")
        return ReadStatus(
            word.word, word.kind, doubt=None if word.kind is not Kind.UNKNOWN else doubt
        )
    if not flat and len(icons) == 1 and _SAYS.fullmatch(icons[0]):
        word = words.named(icons[0], Kind.UNKNOWN)
        doubt = ("import-unknown-status", f"the kind of the status “{word.word}”, which a picture says, is not known")  # fmt: skip
        return ReadStatus(word.word, word.kind, doubt=doubt)
    if not flat and icons:
        said = " and ".join(f"a picture of “{icon}”" for icon in icons if icon)
        return _lost(text, words, f"only {said or 'a picture without words'} stands")
    return _lost(text, words, f"only “{flat}” stands" if flat else "nothing stands")


def _lost(text: str, words: StatusWords, why: str) -> ReadStatus:
    word = words.lost()
    rest = _flat(text) if any(c.isalpha() for c in text) else ""
    return ReadStatus(
        word.word, Kind.UNKNOWN, rest=rest, doubt=("import-lost-status", f"{why} where the status belongs")
    )  # fmt: skip


def _kind_doubt(text: str, word: StatusWord) -> tuple[str, str]:
    return (
        "import-unknown-status",
        f"“{_flat(text)}” is taken to mean {word.kind}; if that is wrong, change its kind in plan.yaml",
    )


def _without_signs(text: str) -> str:
    """`text` without the symbols and arrows around its words."""
    begin, end = 0, len(text)
    while begin < end and not text[begin].isalnum():
        begin += 1
    while end > begin and (
        text[end - 1] in _RAISED or not (text[end - 1].isalnum() or text[end - 1] in ")%")
    ):
        end -= 1
    bare = text[begin:end]
    return bare.removesuffix(")") if bare.count(")") > bare.count("(") else bare


def _flat(text: str) -> str:
    return " ".join(text.split())
