"""Words that fill the next steps without being one."""

import re
from collections.abc import Iterable

# The whole step, without case, punctuation and the words in _FILLER.
_PLACEHOLDERS = frozenset(
    """
    none; nil; nothing; na; not applicable; tbc; tbd; tba; to be confirmed; to be decided; to be agreed;
    to be determined; to be advised; to follow; tbc by lead; ongoing; on going; continue; continuing; continued;
    no; no next steps; no further action; no further actions; no further steps; no action; no actions;
    no change; no changes; no update; no updates; as above; as before; see above; see progress; ditto; same;
    complete; completed; done; finished; closed; work continues; work is ongoing; work ongoing;
    business as usual; bau; pending; in progress; watch this space; monitor; as required; nothing to report;
    nothing to add; not known; unknown; xxx; placeholder; text; next steps
    """.replace("\n", " ").split("; ")
)
_PLACEHOLDERS = frozenset(" ".join(p.split()) for p in _PLACEHOLDERS)
_FILLER = frozenset(
    "required needed necessary planned at present currently now yet this the quarter period time stage moment "
    "further identified for further required".split()
)
_NOT_APPLICABLE = re.compile(r"\s*(?:not applicable|n\s*/\s*a)\b", re.IGNORECASE)
_APART = re.compile(r"[^\w/]+|_+")


def is_placeholder(text: str, also: Iterable[str] = ()) -> bool:
    """Whether `text` is an empty step in disguise: “None required.”, “N/A”, “TBC”, “Ongoing”, “…”.

    “Not applicable (…)” is one whatever follows it. `also` are further placeholders of the council's own.
    """
    words = [w for w in _APART.sub(" ", text.casefold().replace("n/a", "na")).split() if w != "/"]
    if not words:
        return True
    if len(words) > 8:
        return bool(_NOT_APPLICABLE.match(text))
    said = " ".join(words)
    core = " ".join(w for w in words if w not in _FILLER)
    if said in _PLACEHOLDERS or (core in _PLACEHOLDERS and core) or _NOT_APPLICABLE.match(text):
        return True
    return said in {" ".join(_APART.sub(" ", phrase.casefold()).split()) for phrase in also}
