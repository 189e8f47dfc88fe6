"""ignore-without-reason"""

from collections.abc import Iterator

from kprlint.rules.base import Hit, Suppression, rule


@rule("ignore-without-reason")
def ignore_without_reason(suppression: Suppression) -> Iterator[Hit]:
    """An ignore comment or a waiver does not say why. It hides nothing until it does.

    ### Why it matters

    Whoever reads it next year must be able to tell whether it still holds.

    ### Bad

    ```yaml
    # kprlint: ignore[undated-next-step]
    next_steps:
      - Send the first questionnaires
    ```

    ### Good

    ```yaml
    # kprlint: ignore[undated-next-step] the date hangs on the county's decision in May
    next_steps:
      - Send the first questionnaires
    ```
    """
    if not suppression.reason.strip():
        what = "waiver" if suppression.kind == "waiver" else "comment"
        yield Hit(
            suppression.span,
            f"This {what} gives no reason, so it hides nothing",
            "write the reason after the bracket"
            if what == "comment"
            else "write the reason: reason = “…”",
            (suppression.kind, suppression.rule),
        )
