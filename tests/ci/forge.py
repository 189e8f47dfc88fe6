"""A forge that a recipe's script posts its comment to: a server that answers, and only those who show the token."""

import json
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any, ClassVar


class Forge(BaseHTTPRequestHandler):
    """What a request is answered with, `answer` says; `head` is the commit that the request to merge is at."""

    token: ClassVar[tuple[str, str]]  # the header and what stands in it
    head: ClassVar[str] = "1" * 40

    def answer(self, sent: Any) -> Any:
        """What is sent back, as JSON, for `sent`, as it was read of JSON."""
        raise NotImplementedError

    def _serve(self) -> None:
        name, value = self.token
        assert self.headers[name] == value
        length = int(self.headers["Content-Length"] or 0)
        body = json.dumps(
            self.answer(json.loads(self.rfile.read(length)) if length else {})
        ).encode()
        self.send_response(200)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    do_GET = do_POST = do_PUT = do_PATCH = _serve

    def log_message(self, format: str, *args: Any) -> None:
        pass


@contextmanager
def serving(forge: type[Forge]) -> Iterator[str]:
    """The address at which `forge` answers."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), forge)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def without_proxies(environment: Mapping[str, str]) -> dict[str, str]:
    """So that the address is asked, and nobody between."""
    return {k: v for k, v in environment.items() if not k.lower().endswith("_proxy")}
