"""Badges as scanners type them, and windows' key events as scanners and fingers make them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtGui import QKeyEvent, QWindow

NAME = "sam.rivera@practice.example"
BADGE_ID = "3f2504e0-4f89-41d3-9a0c-0305e82c3301"
KEY_BACKWARDS = "d41d8cd98f00b204e9800998ecf8427e5ba93c9db0cff93f52b521d7420e43f6"


def badge(
    name: str = NAME,
    badge_id: str = BADGE_ID,
    version: str = "v1",
    key_backwards: str = KEY_BACKWARDS,
) -> bytearray:
    """Return a badge's content; the key is put together so that no text holds it."""
    content = bytearray(f"ms-qrpin:{version}|{name}|{badge_id}|".encode())
    content += bytearray(reversed(bytearray(key_backwards.encode())))
    return content


def shows_key(text: str, length: int = 8) -> bool:
    """Say whether a text holds some of the key."""
    text = "".join(text.split())[::-1]
    pieces = (KEY_BACKWARDS[i : i + length] for i in range(len(KEY_BACKWARDS) - length + 1))
    return any(piece in text for piece in pieces)


# The main block of a US keyboard: the Linux kernel's numbers.
_ROWS = ((2, "1234567890-="), (16, "qwertyuiop[]"), (30, "asdfghjkl;'"), (44, "zxcvbnm,./"))
_SHIFTED = dict(zip('!@#$%^&*()_+{}:"|<>?', "1234567890-=[];'\\,./", strict=True))
_NUMBERS = {sign: first + i for first, row in _ROWS for i, sign in enumerate(row)} | {
    "`": 41,
    "\\": 43,
    " ": 57,
}
RETURN, TAB, SHIFT = 28, 15, 42

# What US keys type elsewhere.
GERMAN = str.maketrans(
    "yzYZ-_=+[{]};:'\"\\|/?@#^&*()`~<>",
    "zyZYß?´`üÜ+*öÖäÄ#'-_\"§&/(=)^°;:",
)
FRENCH = str.maketrans(
    "qwazQWAZmM,;:./?<>1234567890-_!@#$%^&*()=+[{]}'\"\\|",
    "azqwAZQW,?;mM:!§./&é\"'(-è_çà)°1234567890=+^¨$£ù%*µ",
)
US: dict[int, int] = {}


@dataclass(frozen=True)
class Stroke:
    """A key pressed and let go: its number, what it types, and its times in milliseconds."""

    number: int
    text: str
    at: int
    held_for: int = 3
    is_shifted: bool = False
    is_repeat: bool = False
    key: int = 0

    @property
    def code(self) -> int:
        """What Qt calls the key."""
        ends = {RETURN: Qt.Key.Key_Return, TAB: Qt.Key.Key_Tab, SHIFT: Qt.Key.Key_Shift}
        special = ends.get(self.number)
        return self.key or (ord(self.text.upper()[:1]) if special is None else int(special))

    def event(self, kind: QEvent.Type) -> QKeyEvent:
        """Return the press or the release."""
        shift = Qt.KeyboardModifier.ShiftModifier
        modifiers = shift if self.is_shifted else Qt.KeyboardModifier.NoModifier
        event = QKeyEvent(
            kind, self.code, modifiers, self.number + 8, 0, 0, self.text, self.is_repeat
        )
        is_press = kind == QEvent.Type.KeyPress
        event.setTimestamp(self.at + (0 if is_press else self.held_for))
        return event


def strokes(
    typed: str, start: int, gap: int = 5, layout: dict[int, int] = US, held_for: int = 3
) -> list[Stroke]:
    """Return how a US scanner, or fingers, type a text on a machine with some layout."""
    found = []
    for i, sign in enumerate(typed):
        plain = _SHIFTED.get(sign, sign.lower())
        is_shifted = plain != sign
        text = sign.translate(layout)
        at = start + i * gap
        found.append(Stroke(_NUMBERS.get(plain, 0), text, at, held_for, is_shifted))
    return found


def key_codes(typed: str) -> list[str]:
    """Return how xdotool presses the keys of a US scanner, whatever layout the screen has."""
    found = []
    for sign in typed:
        plain = _SHIFTED.get(sign, sign.lower())
        found.append(("" if plain == sign else "shift+") + str(_NUMBERS[plain] + 8))
    return found


def key(number: int, at: int, held_for: int = 3) -> Stroke:
    """Return a key that types no character: Enter, Tab or Shift."""
    return Stroke(number, {RETURN: "\r", TAB: "\t"}.get(number, ""), at, held_for)


def scan(
    content: str | bytearray,
    start: int,
    gap: int = 5,
    layout: dict[int, int] = US,
    end: int | None = RETURN,
) -> list[Stroke]:
    """Return how a scanner types a code; double letters are marked as Qt marks them."""
    typed = strokes(
        content if isinstance(content, str) else content.decode(), start, gap, layout, gap // 2
    )
    for i in range(1, len(typed)):
        typed[i] = replace(typed[i], is_repeat=typed[i].number == typed[i - 1].number)
    if end is not None:
        typed.append(key(end, start + len(typed) * gap))
    return typed


def events(of: Iterable[Stroke]) -> Iterator[QKeyEvent]:
    """Return presses and releases in the order of their times."""
    kinds = (QEvent.Type.KeyPress, QEvent.Type.KeyRelease)
    made = [stroke.event(kind) for stroke in of for kind in kinds]
    yield from sorted(made, key=QKeyEvent.timestamp)


def type_into(window: QWindow, typed: Iterable[Stroke]) -> None:
    """Hand a window keys as the system does: all that arrived, one after the other, at once."""
    for event in events(typed):
        QCoreApplication.sendEvent(window, event)
