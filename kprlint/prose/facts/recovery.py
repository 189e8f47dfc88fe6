"""Whether a reason says how an activity comes back on track."""

from kprlint.prose.clause import has_deadline, word_at
from kprlint.prose.data import words
from kprlint.prose.lexicon import base_of_participle
from kprlint.prose.text import sentences

_WILL = words("recovery", "will")
_WILL_NOT = words("recovery", "will not")
_PLAN = words("recovery", "plan")
_NONE = words("recovery", "none")
_UNABLE = words("recovery", "unable")
_NOW = words("recovery", "now")
_BEGINS = words("recovery", "begins")
_WHEN = words("recovery", "when")
_REACH = 3


def tells_way_back(text: str) -> bool:
    """Whether `text` says what will be done: “a new contractor starts in May”, “recovery plan agreed”."""
    for sentence in sentences(text):
        tokens = sentence.tokens
        for index, token in enumerate(tokens):
            word, following = token.word, word_at(tokens, index + 1)
            if word in _WILL and following not in _WILL_NOT:
                return True
            if word in _PLAN and _NONE.isdisjoint(sentence.words[max(0, index - _REACH) : index]):
                return True
            if word == "to" and following == "be" and word_at(tokens, index - 1) not in _UNABLE:
                return True
            # A time must be told: “if the work starts late” tells no way back.
            if word in _BEGINS and following in _WHEN and has_deadline(tokens[index + 2 :]):
                return True
            if word in _NOW and base_of_participle(following):
                return True
    return False
