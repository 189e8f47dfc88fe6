"""What a reader says when it cannot read a document."""

from kprlint.errors import InputError


class ReadError(InputError):
    """A document that cannot be read: what is wrong (`message`) and what to do about it (`help`)."""

    page = "import"

    def __init__(self, message: str, help: str = "") -> None:
        super().__init__(f"{message}; {help}" if help else message)
        self.message = message
        self.help = help
