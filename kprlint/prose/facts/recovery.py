"""Whether a reason says how an activity comes back on track."""

from kprlint.prose.lexicon import verbs
from kprlint.prose.text import sentences

_WILL = frozenset(["will", "shall"])
_PLAN = frozenset(
    "plan plans recovery remedial mitigation revised rebaselined reprofiled actions".split()
)


def tells_way_back(text: str) -> bool:
    """Whether `text` says what will be done: “a new contractor starts in May”, “recovery plan agreed”."""
    known = verbs()
    for sentence in sentences(text):
        words = sentence.words
        for index, word in enumerate(words):
            following = words[index + 1] if index + 1 < len(words) else ""
            if word in _WILL and following not in ("not", "miss", "slip"):
                return True
            if word in _PLAN and not {"no", "not", "without"} & set(
                words[max(0, index - 3) : index]
            ):
                return True
            if word == "to" and following == "be" and words[index - 1] not in ("unable", "failed"):
                return True
            if word in ("now", "being") and following in known.participles:
                return True
    return False
