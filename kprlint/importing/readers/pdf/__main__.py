"""The process that reads a PDF: the document from stdin, a `Source` or the parts of a `ReadError` to stdout."""

import pickle
import sys

from kprlint.importing.readers.errors import ReadError


def main(name: str, memory: int, seconds: int) -> None:
    try:
        import resource

        for limit, most in ((resource.RLIMIT_AS, memory), (resource.RLIMIT_CPU, seconds)):
            _, ceiling = resource.getrlimit(limit)
            resource.setrlimit(limit, (most, ceiling))
    except (ImportError, ValueError, OSError):
        pass  # Windows has no such limits, and macOS not all of them
    from kprlint.importing.readers.pdf.pages import read_pages

    def told(done: int, total: int) -> None:
        print(f"page {done} of {total}", file=sys.stderr, flush=True)

    result: object
    try:
        result = read_pages(sys.stdin.buffer.read(), name, told)
    except ReadError as error:
        result = (error.message, error.help)
    sys.stdout.buffer.write(pickle.dumps(result))


main(sys.argv[1], int(sys.argv[2]), int(sys.argv[3]))
