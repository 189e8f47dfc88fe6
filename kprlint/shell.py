"""What every page of ours begins with: its head, what it may load, and the link that skips what stands above.

The paper, the change report, the page of an import and the site have it from here. Nothing is loaded from elsewhere: a
style or a script that is not the page's own, letter by letter, has no effect.
"""

import base64
import hashlib
from html import escape


def head(
    title: str,
    style: str,
    *,
    made_by: str,
    script: str = "",
    images: bool = False,
    fetches: bool = False,
    more: str = "",
) -> str:
    """The inner of ``head``. `images`: the page has some in itself; `fetches`: its script reads files beside it.

    `more` is markup; `style` and `script` are ours, or the council's own.
    """
    policy = [
        "default-src 'none'",
        f"style-src 'sha256-{_digest(style)}'",
        *([f"script-src 'sha256-{_digest(script)}'"] if script else ()),
        *(["connect-src 'self'"] if fetches else ()),
        *(["img-src data:"] if images else ()),
        "base-uri 'none'",
        "form-action 'none'",
    ]
    return "\n".join(
        (
            '<meta charset="utf-8">',
            f'<meta http-equiv="Content-Security-Policy" content="{"; ".join(policy)}">',
            '<meta name="viewport" content="width=device-width, initial-scale=1">',
            '<meta name="color-scheme" content="light dark">',
            '<meta name="referrer" content="no-referrer">',
            f'<meta name="generator" content="{escape(made_by)}">',
            f"<title>{escape(title)}</title>",
            *filter(None, (more,)),
            f"<style>{style}</style>",
        )
    )


def opening(language: str, inner: str) -> str:
    """The beginning of a document whose ``head`` is `inner`."""
    return f'<!DOCTYPE html>\n<html lang="{escape(language)}">\n<head>\n{inner}\n</head>\n<body>'


def skip(to: str, said: str, language: str = "") -> str:
    """A link, seen when the keyboard reaches it, to what a page is about."""
    lang = f' lang="{escape(language)}"' if language else ""
    return f'<a class="skip" href="#{escape(to)}"{lang}>{escape(said)}</a>'


def _digest(text: str) -> str:
    """The name of a style or a script in a policy."""
    return base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()
