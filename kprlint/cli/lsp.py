"""kprlint lsp"""

import click

from kprlint.errors import InputError
from kprlint.wording import install


@click.command()
@click.option(
    "--stdio", is_flag=True, help="Talk over standard input and output, as it does anyway."
)
def lsp(stdio: bool) -> None:
    """Serve an editor, over standard input and output, by the Language Server Protocol.

    An editor starts it; docs/editors.md says how each is told to.
    """
    try:
        from kprlint.lsp.server import serve
    except ModuleNotFoundError as error:
        if (error.name or "").partition(".")[0] not in ("pygls", "lsprotocol"):
            raise
        raise InputError(
            f"the language server needs the extra “lsp”; install it with {install('lsp')}"
        ) from None
    serve()
