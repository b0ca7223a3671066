"""An error in a method that Qt calls is told to the person, and the station goes on."""

from __future__ import annotations

import importlib
import inspect
import pkgutil
import sys
from types import FunctionType

import pytest
import shiboken6
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

import kiosk
from kiosk.qt.overrides import qt_override

NOT_CALLED_BY_QT = {("Button", "text")}
"""Methods that hide one of Qt's which is not virtual."""


class Painter(QWidget):
    """Uses a widget that is gone while it is painted."""

    def __init__(self) -> None:
        super().__init__()
        self.gone = QWidget()
        shiboken6.delete(self.gone)

    @qt_override
    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        self.gone.width()


def overrides() -> list[tuple[str, FunctionType]]:
    """Return every method of the program that stands in for one of Qt's, with its name."""
    names = [found.name for found in pkgutil.walk_packages(kiosk.__path__, "kiosk.")]
    modules = [importlib.import_module(name) for name in names if not name.endswith("__main__")]
    return [
        (f"{kind.__module__}.{kind.__name__}.{name}", method)
        for module in modules
        for kind in vars(module).values()
        if inspect.isclass(kind) and kind.__module__ == module.__name__
        for bases in [[base for base in kind.__mro__ if base.__module__.startswith("PySide6")]]
        for name, method in vars(kind).items()
        if inspect.isfunction(method)
        and not name.startswith("__")
        and (kind.__name__, name) not in NOT_CALLED_BY_QT
        and any(hasattr(base, name) for base in bases)
    ]


def test_an_error_while_painting_is_told(qtbot: QtBot) -> None:
    painter = Painter()
    qtbot.addWidget(painter)
    # Without the mark the process ends here, on Python 3.11.
    with pytest.raises(RuntimeError):
        painter.grab()
    with qtbot.captureExceptions() as told:
        painter.show()
        qtbot.waitUntil(lambda: bool(told))
        painter.hide()
    assert {kind for kind, _, _ in told} == {RuntimeError}


@pytest.mark.skipif(sys.version_info >= (3, 12), reason="nothing is needed from Python 3.12 on")
def test_no_method_that_qt_calls_lacks_it() -> None:
    found = overrides()
    assert len(found) > 90
    lacking = [name for name, method in found if not hasattr(method, "__wrapped__")]
    assert lacking == []
