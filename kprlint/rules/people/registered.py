"""What the rules for leads and for portfolios share."""

from collections.abc import Collection, Iterator

from kprlint.rules import offers
from kprlint.rules.base import ActivityFile, At, Edit, Fix, Hit
from kprlint.rules.file.fields import MOST_SLIPS, is_missing
from kprlint.source import emit
from kprlint.source.yaml import Path, Scalar, Sequence
from kprlint.wording import all_of, did_you_mean, quote


def missing(file: ActivityFile, field: str, known: Collection[str], advice: str) -> Iterator[Hit]:
    """A hit where `field` is asked for, since the register lists names for it, and is not there; or is there, and empty."""
    document = file.document
    if known and is_missing(document, field):
        yield Hit(
            At((field,), key=True),
            f"The {field} is missing",
            f"write “{field}:” {advice}",
            (field,),
        )
    elif not known and document.node((field,)) is not None and document.is_blank((field,)):
        yield Hit(
            At((field,), key=True),
            f"The {field} is empty",
            f"write “{field}:” {advice}, or delete the line: this plan asks for none",
            (field,),
        )


def unregistered(
    file: ActivityFile, field: str, known: Collection[str], noun: str
) -> Iterator[Hit]:
    """A hit for each name in `field`, one or a list, that is not in `known`."""
    node = file.document.node((field,))
    places: list[tuple[Path, object]] = [((field,), node)]
    if isinstance(node, Sequence):
        places = [((field, i), item) for i, item in enumerate(node.items)]
    unknown = [
        (path, scalar)
        for path, scalar in places
        if isinstance(scalar, Scalar) and scalar.text.strip() and known and scalar.text not in known
    ]
    if not unknown:
        return
    names = sorted(known)
    spelt = {_folded(name): name for name in reversed(names)}
    help = f"the register has {all_of(map(quote, names))}"
    for number, (path, scalar) in enumerate(unknown):
        name = scalar.text
        same = spelt.get(_folded(name))
        fix = None
        if same and scalar.style not in ("|", ">"):
            fix = Fix((Edit(scalar.span, emit.scalar(same)),))
        near = names if number < MOST_SLIPS else ()
        meant = () if fix else offers.meant(file.document, path, name, near)
        yield Hit(
            At(path),
            f"{quote(name)} is not {noun} of this plan" + did_you_mean(name, near),
            help,
            (name,),
            fix,
            offers=tuple(meant),
        )


def _folded(name: str) -> str:
    return " ".join(name.split()).casefold()
