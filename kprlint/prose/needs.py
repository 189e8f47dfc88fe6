"""What a text must have before a reader finds anything in it: said as data, so that most texts are passed over unread."""

from typing import NamedTuple

from kprlint.prose.text import read


class Needs(NamedTuple):
    """One of `words`, a word with one of `tags` (bits of `lexicon`), or one of `signs`, somewhere in the text."""

    words: frozenset[str] = frozenset()
    tags: int = 0
    signs: frozenset[str] = frozenset()

    def met_by(self, text: str) -> bool:
        for sign in self.signs:
            if sign in text:
                return True
        known = read(text)
        return bool(known.tags & self.tags) or not self.words.isdisjoint(known.words)


# Nothing is needed: any text may hold what is looked for.
ANY = Needs(signs=frozenset({""}))
