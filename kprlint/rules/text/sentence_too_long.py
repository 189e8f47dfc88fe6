"""sentence-too-long"""

from collections.abc import Iterator

from kprlint.prose.text import sentences
from kprlint.rules.base import ActivityFile, Hit, Option, Profile, Severity, rule


@rule(
    "sentence-too-long",
    severity=Severity.INFO,
    profile=Profile.PUBLICATION,
    options=(Option("words", "integer", "the most words that a sentence may have"),),
)
def sentence_too_long(file: ActivityFile, *, words: int = 50) -> Iterator[Hit]:
    """A sentence has more words than a reader can hold.

    A line break, and a bullet, end a sentence, too.

    ### Why it matters

    Readers lose the thread of a sentence of 30 words; of one of 50 hardly anybody can say what it promised.

    ### Bad

    ```yaml
    progress:
      - The team met the county and the two towns to talk about the crossing and the bridge and the path and the
        lights and the signs and the trees and the benches and the bins and the school and the shops and the market
        and the car park and the buses and the trains and the taxis that serve them all.
    ```

    ### Good

    ```yaml
    progress:
      - The team met the county and the two towns. They agreed on the crossing, the bridge and the path.
    ```
    """
    for passage in file.passages("status_reason", "progress", "next_steps"):
        for sentence in sentences(passage.text):
            count = len(sentence.tokens)
            if count > words:
                yield Hit(
                    passage.at(sentence.start, sentence.end),
                    f"This sentence has {count} words",
                    f"make two or three of it; no more than {words} words each, better 25",
                    (passage.field, passage.text[sentence.start : sentence.end]),
                )
