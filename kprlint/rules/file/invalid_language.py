"""invalid-language"""

from collections.abc import Iterator

from kprlint.rules.base import At, Hit, RegisterFile, rule
from kprlint.source.yaml import Scalar
from kprlint.wording import quote


@rule("invalid-language")
def invalid_language(file: RegisterFile) -> Iterator[Hit]:
    """The register's `language` is not the name that BCP 47 gives a language.

    ### Why it matters

    It stands on every published paper. By it a screen reader chooses how to speak, and a browser what to hyphenate
    and to translate; with a name that they do not know they read Welsh as if it were English.

    ### Bad

    ```yaml plan.yaml
    language: Welsh
    ```

    ### Good

    ```yaml plan.yaml
    language: cy
    ```
    """
    node = file.document.node(("language",))
    if isinstance(node, Scalar) and node.text.strip() and not file.plan.language:
        yield Hit(
            At(("language",)),
            f"{quote(node.text)} is no language as programs name them",
            "write two small letters, such as “cy” for Welsh or “en” for English; “en-GB” names a country with it",
            (node.text,),
        )
