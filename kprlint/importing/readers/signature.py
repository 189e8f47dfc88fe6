"""What a file is by its first bytes, for the error about one whose name says otherwise."""

from kprlint.importing.readers.errors import ReadError

_OLD_OFFICE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_SIGNATURES = (
    (b"%PDF-", "a PDF", "give it a name that ends in .pdf"),
    (
        _OLD_OFFICE,
        "a document of Word or Excel before 2007, or one with a password",
        "open it, and save it as .docx or .xlsx without a password",
    ),
    (b"{\\rtf", "a document in RTF", "open it in Word, and save it as .docx"),
    (b"PK\x03\x04", "a zip archive or an Office document", "give it the suffix of the program that made it"),
    (b"\x89PNG", "a picture", "find the document that it was made from"),
    (b"\xff\xd8\xff", "a picture", "find the document that it was made from"),
    (b"GIF8", "a picture", "find the document that it was made from"),
)  # fmt: skip


def refuse(data: bytes, name: str, wanted: str) -> ReadError:
    """The error for `data`, which is not `wanted` (“a Word document”)."""
    if not data.strip(b"\0\t\n\r "):
        return ReadError(f"{name} is empty", "export or download the document again")
    start = data[:1024].lstrip(b"\xef\xbb\xbf\t\n\r ")
    for mark, what, help in _SIGNATURES:
        if start.startswith(mark):
            return ReadError(f"{name} is not {wanted} but {what}", help)
    if start[:1] == b"<":
        help = "give it a name that ends in .html if a browser shows it"
        return ReadError(f"{name} is not {wanted} but a page of HTML or XML", help)
    return ReadError(f"{name} is not {wanted}, or is damaged", "export or download it again")


def is_binary(data: bytes) -> bool:
    """Whether `data` is a kind of file that is never text."""
    return data.startswith(tuple(mark for mark, _, _ in _SIGNATURES))
