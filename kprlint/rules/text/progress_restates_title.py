"""progress-restates-title"""

from collections.abc import Iterator

from kprlint.prose.data import words
from kprlint.prose.similarity import SMALL, stem, stems
from kprlint.prose.text import sentences, tokens
from kprlint.rules.base import ActivityFile, Hit, Profile, Severity, rule
from kprlint.wording import quote

_FEWEST = 3
_MOST_LEFT_OUT = 0.34
_SAYS_NOTHING = frozenset(map(stem, words("everyday", "with any title")))


@rule("progress-restates-title", severity=Severity.INFO, profile=Profile.PUBLICATION)
def progress_restates_title(file: ActivityFile) -> Iterator[Hit]:
    """A sentence of progress says what the title says, and no more.

    ### Why it matters

    The title is the promise. Readers want to know what came of it in the quarter.

    ### Bad

    ```yaml
    title: Support and promote the district's market towns
    progress:
      - Work continues to support and promote the district's market towns.
    ```

    ### Good

    ```yaml
    title: Support and promote the district's market towns
    progress:
      - Three new stalls opened at the Saturday market in August.
    ```
    """
    title = frozenset(stems(tokens(file.activity.title)))
    if len(title) < _FEWEST:
        return
    known = title | _SAYS_NOTHING
    for passage in file.passages("progress"):
        for sentence in sentences(passage.text):
            if any(word not in SMALL and stem(word) not in known for word in sentence.words):
                continue
            said = frozenset(stems(sentence.tokens))
            shared = said & title
            if len(shared) >= _FEWEST and len(title - said) <= _MOST_LEFT_OUT * len(title):
                text = passage.text[sentence.start : sentence.end]
                yield Hit(
                    passage.at(sentence.start, sentence.end),
                    f"This repeats the title: {quote(text)}",
                    "say what was done in the quarter, and what came of it",
                    (text,),
                )
