"""Characters of Office's symbol fonts that stand for a status or begin an item."""

_SYMBOLS = {
    "wingdings": {
        0x4A: "☺", 0x4B: "😐", 0x4C: "☹", 0x6C: "●", 0x6E: "■", 0x6F: "☐", 0x71: "☐", 0x72: "☐", 0x75: "◆", 0x76: "❖",
        0xA1: "○", 0xA7: "▪", 0xA8: "☐", 0xD8: "➢", 0xDF: "←", 0xE0: "→", 0xE1: "↑", 0xE2: "↓", 0xE8: "→", 0xE9: "↑",
        0xEA: "↓", 0xFB: "✘", 0xFC: "✔", 0xFD: "☒", 0xFE: "☑",
    },
    "wingdings 2": {
        0x4F: "✘", 0x50: "✔", 0x51: "☒", 0x52: "☑", 0x53: "☒", 0x54: "☒", 0x95: "●", 0x96: "●", 0x97: "●", 0x98: "●",
        0xA2: "■", 0xA3: "☐",
    },
    "wingdings 3": {0x66: "←", 0x67: "→", 0x68: "↑", 0x69: "↓", 0x70: "▲", 0x71: "▼", 0x73: "△", 0x74: "◀", 0x75: "▶"},
    "symbol": {0xB7: "•", 0xAC: "←", 0xAD: "↑", 0xAE: "→", 0xAF: "↓", 0xA8: "◆", 0xD6: "✔"},
    "webdings": {0x35: "▲", 0x36: "▼", 0x61: "✔", 0x63: "■", 0x6E: "●", 0x72: "✘"},
}  # fmt: skip


def symbol_font(name: str) -> str:
    """The font of symbols that a name means (“ABCDEF+Wingdings-Regular”); “” for any other."""
    folded = name.casefold().partition("+")[2] or name.casefold()
    bare = folded.partition(",")[0].strip("'\" ").replace("-regular", "").replace("mt", "")
    spaced = bare.replace("wingdings2", "wingdings 2").replace("wingdings3", "wingdings 3")
    return spaced if spaced in _SYMBOLS else ""


def symbols(text: str, font: str) -> str:
    """`text` as a font of symbols draws it."""
    return "".join(c if c.isspace() else symbol(font, ord(c)) for c in text)


def symbol(font: str, code: int) -> str:
    """The character that a font of symbols draws for a code; U+FFFD for one that nobody knows."""
    # The private use area from F000 repeats the font's 256 characters.
    known = _SYMBOLS.get(font.casefold(), {})
    return known.get(code - 0xF000 if code >= 0xF000 else code, "\ufffd")
