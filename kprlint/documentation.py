"""Where the documentation stands on the web, for all that points there. A release sets it; where it is not set, nothing does."""

ADDRESS = ""
"""As docs/website/build.py is told it, such as https://docs.example.org/kprlint/."""


def page(name: str) -> str:
    """The address of a page of docs/, such as ``configuration``; empty where none is known."""
    return f"{ADDRESS.rstrip('/')}/{name}/" if ADDRESS else ""
