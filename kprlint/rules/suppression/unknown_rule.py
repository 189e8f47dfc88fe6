"""unknown-rule"""

from collections.abc import Iterator

from kprlint.rules.base import Hit, Suppression, rule
from kprlint.wording import did_you_mean, quote


@rule("unknown-rule")
def unknown_rule(suppression: Suppression) -> Iterator[Hit]:
    """An ignore comment or a waiver names a rule that there is not.

    ### Why it matters

    It hides nothing, although somebody meant it to.

    ### Bad

    ```yaml
    # kprlint: ignore[past-due] the date was agreed in June
    title: Provide effective local air quality management
    ```

    ### Good

    ```yaml
    title: Provide effective local air quality management
    ```
    """
    if suppression.rule not in suppression.known:
        guess = did_you_mean(suppression.rule, suppression.known)
        name = quote(suppression.rule) if suppression.rule else "No rule is named, so this"
        message = f"There is no rule {name}{guess}" if suppression.rule else f"{name} hides nothing"
        yield Hit(
            suppression.span,
            message,
            "write # kprlint: ignore[rule-name] and the reason; “kprlint rules” lists the names",
            (suppression.kind, suppression.rule),
        )
