"""Texts of files as a paper prints them: without what nobody sees, and in one line."""

import re

# Dropped: controls, soft hyphens, blanks and joiners of no width that part words, marks that turn the direction of
# a line round, tags that spell no flag. Kept: the joiners that emoji and scripts need, and the marks of direction
# that belong to one place.
_UNSEEN = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\xad\u180e\u200b\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb]"
    "|(?<![\U0001f3f4\U000e0020-\U000e007f])[\U000e0000-\U000e007f]+"
)
_SPACES = str.maketrans(dict.fromkeys("\t\n\v\f\r\x85\u2028\u2029", " "))
_NO_TEXT = re.compile("[\ud800-\udfff\ufffe\uffff]")


def printed(text: str) -> str:
    """`text` on one line as a reader needs it; what is no character at all becomes U+FFFD."""
    if not text.isascii() or not text.isprintable():
        text = _NO_TEXT.sub("\ufffd", _UNSEEN.sub("", text.translate(_SPACES)))
    return " ".join(filter(None, text.split(" ")))
