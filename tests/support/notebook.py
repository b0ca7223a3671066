"""What every stand-in for a controller is: an object that notes what it is asked for."""

from __future__ import annotations

from PySide6.QtCore import QObject


class Notebook(QObject):
    """`calls` holds the names of the methods, in order, and `arguments` what they were given."""

    def __init__(self) -> None:
        super().__init__()
        self.calls: list[str] = []
        self.arguments: list[object] = []

    def note(self, name: str, *arguments: object) -> None:
        self.calls.append(name)
        self.arguments.extend(arguments)
