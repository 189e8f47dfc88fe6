"""Words that fill the next steps without being one."""

import re
from collections.abc import Iterable
from functools import lru_cache

# The whole step, without case, punctuation and the words in _FILLER.
_PLACEHOLDERS = frozenset(
    """
    none; nil; nothing; na; n a; not applicable; tbc; tbd; tba; to be confirmed; to be decided; to be agreed;
    to be determined; to be advised; to follow; tbc by lead; ongoing; on going; continue; continuing; continued;
    no; no next steps; no further action; no further actions; no further steps; no action; no actions;
    no change; no changes; no update; no updates; as above; as before; see above; see progress; ditto; same;
    complete; completed; done; finished; closed; work continues; work is ongoing; work ongoing;
    business as usual; bau; continue as before; carry on; carry on as before; as planned; proceed; progressing;
    pending; on hold; in progress; watch this space; monitor; as required; nothing to report;
    nothing to add; not known; unknown; xxx; placeholder; text; next steps
    """.replace("\n", " ").split("; ")
)
_PLACEHOLDERS = frozenset(" ".join(p.split()) for p in _PLACEHOLDERS)
_FILLER = (
    "required needed necessary planned at present currently now yet this the quarter period time stage moment "
    "further identified for"
).split()
# Few steps begin so; the others are spared the patterns, which take longer to compile than a file to check.
_FIRST = {phrase.split()[0] for phrase in _PLACEHOLDERS}.union(_FILLER)
# What stands behind these and a mark, or a word that leads to a reason, is never a step.
_NOTHING = (
    r"(?:not applicable|n ?/ ?a|none|nil|nothing|no (?:further |next )?(?:action|step)s?)"
    rf"(?: (?:{'|'.join(_FILLER)}))*"
    r"(?: ?(?:[–—:;,.(]|- )| (?:as|at|because|due|for|in|since|this|to|until|while)\b)"
)
# What stands behind the others may be one: “Ongoing – publish the survey by March”; these tell that it is not.
_REASON = (
    r"(?: ?[–—:;,.(]| -)? ?\b(?:a?waiting|pending|subject to|depend(?:s|ent|ing)|until|because|lack of"
    r"|no (?!later|more|less))\b(?!.*\bthen\b)[^;.]*\W*"
)
_APART = re.compile(r"[^\w/]+|_+")


def is_placeholder(text: str, also: Iterable[str] = ()) -> bool:
    """Whether `text` is an empty step in disguise: “None required.”, “N/A”, “TBC – awaiting funding”, “…”.

    `also` are further placeholders of the council's own.
    """
    return _is_placeholder(text, tuple(also))


@lru_cache(maxsize=4096)  # half of the rules on next steps ask
def _is_placeholder(text: str, also: tuple[str, ...]) -> bool:
    text = " ".join(text.split())
    words = _words(text)
    if not words:
        return True
    if words[0] in _FIRST or also:
        if re.match(_NOTHING, text, re.IGNORECASE):
            return True
        reason = re.compile(_REASON, re.IGNORECASE).search(text, 1)
        if reason and reason.end() == len(text):
            words = _words(text[: reason.start()])
    said = " ".join(words)
    core = " ".join(word for word in words if word not in _FILLER)
    return not _PLACEHOLDERS.isdisjoint(
        (said, core, said.removesuffix(" as planned"))
    ) or words in map(_words, also)


def _words(text: str) -> list[str]:
    apart = _APART.sub(" ", text.casefold().replace("n/a", "na"))
    return [word for word in apart.split() if word != "/"]
