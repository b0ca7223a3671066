"""Says what a key would type on a US keyboard, whatever layout the machine has.

Scanners send the keys of a US keyboard. Which key it was is known on X11 and Wayland (the
Linux kernel's number, plus 8) and on Windows (scan code set 1, which has the same numbers
for the main block); on other platforms nothing is known.
"""

from __future__ import annotations

_XKB_OFFSET = 8
_OFFSETS = {"xcb": _XKB_OFFSET, "wayland": _XKB_OFFSET, "windows": 0}

_ROWS = (
    (2, "1234567890-=", "!@#$%^&*()_+"),
    (16, "qwertyuiop[]", "QWERTYUIOP{}"),
    (30, "asdfghjkl;'`", 'ASDFGHJKL:"~'),
    (43, "\\zxcvbnm,./", "|ZXCVBNM<>?"),
    (57, " ", " "),
)
_PLAIN = {first + i: sign for first, plain, _ in _ROWS for i, sign in enumerate(plain)}
_SHIFTED = {first + i: sign for first, _, shifted in _ROWS for i, sign in enumerate(shifted)}


def us_character(platform: str, scan_code: int, *, is_shifted: bool) -> str:
    """Return what the key types on a US keyboard; empty where that is not known.

    `platform` is Qt's name of it. Caps Lock does not matter: a scanner holds Shift itself.
    """
    offset = _OFFSETS.get(platform)
    if offset is None:
        return ""
    return (_SHIFTED if is_shifted else _PLAIN).get(scan_code - offset, "")
