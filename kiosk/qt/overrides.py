"""What is put before each method that Qt calls, so that an error in it is told and ends nothing.

Up to Python 3.11 an error that comes from C code, such as the use of a widget that is gone, is
an unfinished one: a text in the place of an exception. PySide takes it for an exception all the
same when it leaves a method that Qt has called (it reads its arguments for the message), and the
process is gone. Python finishes an error where something catches it, and that is all this does.
"""

from __future__ import annotations

import functools
import sys
from collections.abc import Callable
from typing import Any, TypeVar, cast

F = TypeVar("F", bound=Callable[..., Any])


def qt_override(function: F) -> F:
    """Mark a method that stands in for one of Qt's own, and that Qt calls."""
    if sys.version_info >= (3, 12):
        return function

    @functools.wraps(function)
    def finished(*arguments: Any, **named: Any) -> Any:
        try:
            return function(*arguments, **named)
        except BaseException:  # noqa: TRY203 - caught, it becomes a whole exception
            raise

    return cast("F", finished)
