"""unused-ignore"""

from collections.abc import Iterator

from kprlint.rules.base import Hit, Severity, Suppression, rule


@rule("unused-ignore", severity=Severity.WARNING)
def unused_ignore(suppression: Suppression) -> Iterator[Hit]:
    """An ignore comment or a waiver hides nothing.

    Reported only by a run that could have used it: of its rule, over the files that it covers.

    ### Why it matters

    It would hide the next defect at that place, which nobody has accepted.

    ### Bad

    ```yaml
    # kprlint: ignore[past-due-date] the date was agreed in June
    title: Provide effective local air quality management
    ```

    ### Good

    ```yaml
    title: Provide effective local air quality management
    ```
    """
    if not suppression.can_hide:
        yield Hit(
            suppression.span,
            f"Nothing hides {suppression.rule}: what the file does not say is to be written there",
            "delete it, and write what that rule asks for",
            (suppression.kind, suppression.rule, suppression.reason),
        )
    elif suppression.used is False and suppression.rule in suppression.known:
        what = "waiver" if suppression.kind == "waiver" else "comment"
        yield Hit(
            suppression.span,
            f"This {what} hides nothing: {suppression.rule} finds nothing here",
            "delete it",
            (suppression.kind, suppression.rule, suppression.reason),
        )
