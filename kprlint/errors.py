"""Why a command could not run: one class for all, which the command line catches in one place.

An error has a message, which says what, where and what to do, to somebody who is no programmer, and sometimes more lines
below it. Each may quote what stands in files: whoever prints it makes that visible.
"""


class KprlintError(Exception):
    """What was asked for could not be done. `lines`: the message, and what stands below it; `page`: of docs/, where more is."""

    page = ""

    def __init__(self, message: str, *more: str) -> None:
        super().__init__("\n".join((message, *more)))
        self.lines = (message, *more)


class InputError(KprlintError):
    """What is needed is not there or cannot be read."""


class OutputError(KprlintError):
    """What was made cannot be written."""


class ConfigError(KprlintError):
    """The configuration cannot be used; the text says where, too."""

    page = "configuration"


class Refused(KprlintError):
    """What was asked for could be done, and is not: something would be lost, or would be untrue."""
