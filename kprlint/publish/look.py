"""How a paper looks: the council's colour and logo, checked, and the colours of statuses."""

import base64
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from kprlint.errors import InputError
from kprlint.model import Kind
from kprlint.source.files import LOGO, Unreadable, is_inside, read

DEFAULT = "#0b5563"
LEAST = 4.5  # WCAG 2.2, 1.4.3: text against what is behind it
PAPER, DARK = "#ffffff", "#14181d"
_TYPES = {b"\x89PNG\r\n\x1a\n": "image/png"}

# A tint for paper, and ink that keeps 7 : 1 on it; the same for a dark screen. The word is always there, too.
TINTS: Mapping[Kind, tuple[str, str, str, str]] = {
    Kind.ON_TRACK: ("#d8f0de", "#0a4a22", "#17321f", "#9fe0b4"),
    Kind.AT_RISK: ("#fdeac2", "#5c3d00", "#3a2c0c", "#f5cf7a"),
    Kind.OFF_TRACK: ("#fbd9d5", "#7a1712", "#3d1e1d", "#ffb4ab"),
    Kind.COMPLETE: ("#d9e6fb", "#12396f", "#1a2a44", "#a9c8ff"),
    Kind.DEFERRED: ("#e8e1f4", "#432a6b", "#2b2338", "#cdb8f5"),
    Kind.PAUSED: ("#e8e1f4", "#432a6b", "#2b2338", "#cdb8f5"),
    Kind.NOT_STARTED: ("#eceff2", "#343c46", "#262d35", "#c6ced6"),
    Kind.WITHDRAWN: ("#eceff2", "#343c46", "#262d35", "#c6ced6"),
    Kind.UNKNOWN: ("#eceff2", "#343c46", "#262d35", "#c6ced6"),
}


# What tells the stretches of a chart apart where colours are not shown, in squares of 8 by 8.
_RISING = '<path d="M-2 2l4-4M0 8l8-8M6 10l4-4" />'
_FALLING = '<path d="M-2 6l4 4M0 0l8 8M6-2l4 4" />'
_LYING = '<path d="M0 4h8" />'
_DOT = '<circle cx="4" cy="4" r="1" />'
PATTERNS: Mapping[Kind, str] = {
    Kind.ON_TRACK: "",
    Kind.AT_RISK: _RISING,
    Kind.OFF_TRACK: _RISING + _FALLING,
    Kind.COMPLETE: _DOT,
    Kind.DEFERRED: _LYING,
    Kind.PAUSED: '<path d="M4 0v8" />',
    Kind.NOT_STARTED: _FALLING,
    Kind.WITHDRAWN: '<path d="M0 4h8M4 0v8" />',
    Kind.UNKNOWN: _LYING + _DOT,
}


@dataclass(frozen=True, slots=True)
class Look:
    """`logo` is the file's bytes and its media type, `licence` the name of the one that the data are given under."""

    colour: str = DEFAULT
    logo: tuple[bytes, str] | None = None
    licence: str = ""

    @property
    def on_dark(self) -> str:
        """The colour, made light enough for a dark screen."""
        return _until(self.colour, "#ffffff", DARK)

    @property
    def logo_uri(self) -> str:
        if self.logo is None:
            return ""
        data, kind = self.logo
        return f"data:{kind};base64,{base64.b64encode(data).decode()}"


def look(settings: Mapping[str, str], base: Path) -> Look:
    """The look that ``[publish]`` of a kprlint.toml in `base` asks for; raises InputError with what to do."""
    colour = settings.get("colour", DEFAULT)
    found = contrast(colour, PAPER)
    if found < LEAST:
        raise InputError(
            f"the colour {colour} has a contrast of {found:.1f} : 1 on white, and text needs {LEAST} : 1; "
            f'write colour = "{_until(colour, "#000000", PAPER)}" under [publish] in kprlint.toml, or a darker one'
        )
    logo = _logo(settings["logo"], base) if "logo" in settings else None
    return Look(colour, logo, settings.get("licence", ""))


def _logo(name: str, base: Path) -> tuple[bytes, str]:
    if Path(name).is_absolute() or not is_inside(base / name, base):
        raise InputError(f"the logo {name!r} is not in this repository; copy it there")
    try:
        data = read(base / name, at_most=LOGO, within=base)
    except Unreadable as error:
        raise InputError(f"the logo {name!r} cannot be read: {error.why}") from None
    kind = next((kind for start, kind in _TYPES.items() if data.startswith(start)), "")
    if not kind and b"<svg" in data[:1000].lower():
        kind = "image/svg+xml"
    if not kind:
        raise InputError(f"the logo {name!r} is neither PNG nor SVG; save it as one of these")
    return data, kind


def contrast(one: str, other: str) -> float:
    """The contrast ratio of two colours ``#rrggbb``, 1 to 21, as WCAG defines it."""
    dark, light = sorted((_luminance(one), _luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def _luminance(colour: str) -> float:
    parts = []
    for part in _parts(colour):
        part /= 255
        parts.append(part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4)
    return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2]


def _parts(colour: str) -> list[float]:
    return [int(colour[i : i + 2], 16) for i in (1, 3, 5)]


def _until(colour: str, towards: str, behind: str) -> str:
    """`colour`, mixed with `towards` in twentieths until it can be read on `behind`."""
    for share in range(21):
        mixed = zip(_parts(colour), _parts(towards), strict=True)
        said = "#" + "".join(f"{round(a + (b - a) * share / 20):02x}" for a, b in mixed)
        if contrast(said, behind) >= LEAST:
            return said
    return towards
