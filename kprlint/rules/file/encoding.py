"""encoding"""

from collections.abc import Iterator

from kprlint.characters import LIGATURES, latin, number
from kprlint.rules.base import Edit, Faulty, Fix, Hit, Mends, rule
from kprlint.source.text import Span


@rule("encoding", mends=Mends.SAFE)
def encoding(document: Faulty) -> Iterator[Hit]:
    """The file holds bytes or characters that are not plain UTF-8 text.

    Bytes in another encoding, control characters, and what comes with text pasted from Word, PDFs and web pages:
    invisible line breaks and other characters that nobody sees, also those that are written by their numbers (`"\\u202e"`),
    letters of another script that look like Latin ones, and several letters in one (`ﬁ`). `check --fix` puts right what
    can be meant in one way only.

    ### Why it matters

    Such a file shows differently from one program to the next, or not at all, and a word with an invisible or a foreign
    letter in it is found by no search.

    ### Bad

    ```yaml
    title: Provide effective\u2028air quality management
    ```

    ### Good

    ```yaml
    title: Provide effective air quality management
    ```
    """
    content = document.text.content
    for fault in document.encoding:
        character = content[fault.span.start : fault.span.end]
        if fault.kind == "hidden-break":
            yield Hit(
                fault.span,
                f"There is an invisible line break here ({fault.detail}), pasted from another program",
                "replace it with a space",
                (fault.detail,),
                Fix((Edit(fault.span, " "),)),
            )
        elif fault.kind == "unseen":
            around = content[fault.span.start - 1 : fault.span.start], content[fault.span.end :][:1]
            # Between two letters it may have parted two words.
            apart = character == "\u200b" and all(c.isalnum() for c in around)
            yield Hit(
                fault.span,
                f"There is a character here that nobody sees ({fault.detail}), pasted from another program",
                "delete it, and put a space where one belongs" if apart else "delete it",
                (fault.detail,),
                None if apart else Fix((Edit(fault.span, ""),)),
            )
        elif fault.kind == "written":
            yield Hit(
                fault.span,
                f"A character that nobody sees is written here by its number ({fault.detail})",
                "delete it, from its backslash on",
                (fault.detail,),
            )
        elif fault.kind == "lookalike":
            yield Hit(
                fault.span,
                f"This “{character}” is no Latin letter ({fault.detail}), though it looks like “{latin(character)}”",
                "type the word again",
                (fault.detail, character),
                Fix((Edit(fault.span, latin(character)),)),
            )
        elif fault.kind == "ligature":
            letters = LIGATURES[character]
            yield Hit(
                fault.span,
                f"“{character}” is one character here ({number(character)}), as PDFs have it, and not “{letters}”",
                f"write {letters}",
                (character,),
                Fix((Edit(fault.span, letters),)),
            )
        elif fault.kind == "control-character":
            name, meant = _control(character)
            yield Hit(
                fault.span,
                f"There is {name} here ({fault.detail}), which is not text",
                f"write “{meant}” for it"
                if meant and meant.strip()
                else "replace it with a space"
                if meant
                else "delete it; if you cannot see it, retype the line",
                (fault.detail,),
                None if meant is None else Fix((Edit(fault.span, meant),)),
            )
        elif content.startswith("PK\x03\x04"):
            yield Hit(
                Span(0, 0),
                "This is a Word or Excel file, not text",
                "write the activity as text, as the other files of the plan are",
                ("office",),
            )
        else:
            yield Hit(
                fault.span,
                f"The file is not saved as UTF-8 text{_instead(fault.detail)}",
                "save it again and choose the encoding UTF-8",
                (fault.detail,),
            )


# What Word has in a text, and what is meant by it.
_OF_WORD = {
    "\x01": ("a picture of Word", None),
    "\x02": ("the mark of a footnote of Word", ""),
    "\x05": ("the mark of a comment of Word", ""),
    "\x07": ("the end of a cell of Word", " "),
    "\x0b": ("a line break of Word", " "),
    "\x0c": ("a page break", " "),
    "\x1e": ("a non-breaking hyphen of Word", "-"),
    "\x1f": ("an optional hyphen of Word", ""),
    "\ufeff": ("a byte order mark", ""),
}


def _control(character: str) -> tuple[str, str | None]:
    """What a control character is, and what is meant by it; None where nobody can tell."""
    if character in _OF_WORD:
        return _OF_WORD[character]
    if "\x80" <= character <= "\x9f":
        meant = character.encode("latin-1").decode("cp1252", "replace")
        if meant != "\ufffd":
            return f"a “{meant}” of an old Windows encoding", meant
    return "a control character", None


def _instead(detail: str) -> str:
    """What it seems to be saved as: UTF-16, or an old Windows encoding, with the character meant."""
    if not detail.startswith("0x"):
        return f", but as {detail}"
    character = bytes.fromhex(detail[2:]).decode("cp1252", "replace")
    return (
        f": here stands “{character}” in an old Windows encoding" if character != "\ufffd" else ""
    )
