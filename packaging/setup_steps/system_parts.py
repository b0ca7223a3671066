"""Sees to system libraries, fonts and programs: installed, unpacked here, or named to the person.

What was found is noted together with the state of the system's folders, so that nothing is looked
at again until a package comes or goes.
"""

from __future__ import annotations

import json
import os
import sys
from dataclasses import dataclass
from pathlib import Path

from setup_steps import apt, needs, qt_libraries, unpacked_packages
from setup_steps.checkout import Checkout, Purpose
from setup_steps.console import Problem, say
from setup_steps.needs import Need
from setup_steps.python_environment import site_packages
from setup_steps.unpacked_packages import UnpackedPackages

# These change when a library, a font or a program is installed or removed.
_WATCHED = ("/etc/ld.so.cache", "/usr/share/fonts/truetype", "/usr/share/fonts/opentype")
_WATCHED_PROGRAMS = ("/usr/bin", "/usr/sbin", "/usr/lib/cups/backend")
_ROUNDS_OF_UNPACKING = 6


@dataclass(frozen=True)
class Missing:
    """What is still missing after the set-up, and what a person with more rights may type."""

    titles: tuple[str, ...] = ()
    packages: tuple[str, ...] = ()
    forbidden: bool = True

    def sentence(self) -> str:
        """Return what is missing and how to get it."""
        titles = ", ".join(self.titles)
        if not apt.present():
            return f"Not found on this system: {titles}."
        reason = "because this account may not" if self.forbidden else "because that failed here"
        command = apt.command_to_install(self.packages)
        return f"Not installed, {reason}: {titles}. To install: {command}"


@dataclass(frozen=True)
class Provided:
    """How providing ended; ``settled`` is false where trying again may bring more."""

    missing: Missing
    settled: bool


def prepare(checkout: Checkout, purpose: Purpose) -> Missing:
    """See to everything that ``purpose`` needs from the system, and return what is missing.

    Raises ``Problem`` where Qt itself cannot be loaded, because nothing can run then.
    """
    if not sys.platform.startswith("linux"):
        return Missing()
    noted = _read_note(checkout, purpose)
    if noted is not None:
        return noted
    say("Looking for the system libraries, fonts and programs that are used.")
    provided = _provide(checkout, purpose)
    if provided.settled:
        _write_note(checkout, purpose, provided.missing)
    return provided.missing


def environment(checkout: Checkout) -> dict[str, str]:
    """Return the variables that programs of the project need to find what was unpacked here."""
    return unpacked_packages.environment(checkout.unpacked)


def _provide(checkout: Checkout, purpose: Purpose) -> Provided:
    libraries = _missing_libraries(checkout)
    wanted = _absent(_needs(checkout, purpose))
    settled = True
    allowed = apt.rights()
    if (libraries or wanted) and allowed is not apt.Rights.NONE:
        settled = _install(allowed, libraries, wanted)
        libraries = _missing_libraries(checkout)
        wanted = _absent(wanted)
    may_unpack = apt.present() and not os.environ.get(apt.FORBIDDEN_BY)
    fonts = _absent(needs.fonts(checkout.unpacked))
    if (libraries or fonts) and may_unpack:
        settled = _unpack(checkout, fonts) and settled
        libraries = _missing_libraries(checkout)
        wanted = _absent(wanted)
    if libraries:
        raise _qt_cannot_load(libraries)
    names = (apt.choose(names, apt.known_to_apt) for need in wanted for names in need.packages)
    missing = Missing(
        titles=tuple(need.title for need in wanted),
        packages=tuple(dict.fromkeys(names)),
        forbidden=allowed is apt.Rights.NONE,
    )
    return Provided(missing, settled)


def _absent(wanted: list[Need]) -> list[Need]:
    return [need for need in wanted if not need.present()]


def _needs(checkout: Checkout, purpose: Purpose) -> list[Need]:
    parts = needs.fonts(checkout.unpacked)
    match purpose:
        case Purpose.DOCS:
            return parts
        case Purpose.STATION:
            return [*parts, *needs.for_the_station()]
        case _:
            return [*parts, *needs.for_the_tests()]


def _missing_libraries(checkout: Checkout) -> list[str]:
    wayland = bool(os.environ.get("WAYLAND_DISPLAY")) and not os.environ.get("DISPLAY")
    parts = qt_libraries.parts_of_qt(site_packages(checkout), wayland=wayland)
    return qt_libraries.missing_libraries(parts, environment(checkout))


def _install(allowed: apt.Rights, libraries: list[str], wanted: list[Need]) -> bool:
    system = apt.SystemApt(allowed)
    updated = system.update()
    candidates = [qt_libraries.packages_with(library) for library in libraries]
    candidates += [names for need in wanted for names in need.packages]
    known: dict[str, None] = {}
    for names in candidates:
        found = next((name for name in names if apt.known_to_apt(name)), None)
        if found is not None:
            known[found] = None
        elif updated:
            say(f"  This release has no package {names[-1]} that can be installed here.")
    if not known or system.install(list(known)):
        return updated
    # One package that cannot be installed must not keep all others away.
    return [system.install([name]) for name in known].count(False) == 0 and updated


def _unpack(checkout: Checkout, fonts: list[Need]) -> bool:
    unpacked = UnpackedPackages(checkout.unpacked)
    if not unpacked.update():
        return False
    # A library that was just unpacked may need others in turn.
    for _ in range(_ROUNDS_OF_UNPACKING):
        libraries = _missing_libraries(checkout)
        names = {
            apt.choose(qt_libraries.packages_with(library), unpacked.known) for library in libraries
        }
        available = sorted(filter(unpacked.known, names))
        if not available or not unpacked.add(available):
            break
    data = [] if Path("/usr/share/X11/xkb").exists() else ["xkb-data"]
    if not Path("/usr/share/X11/locale").exists():
        data.append("libx11-data")
    data += [names[0] for need in fonts for names in need.packages]
    complete = unpacked.add(data)
    unpacked.forget_lists()
    unpacked_packages.write_font_settings(checkout.unpacked)
    return complete


def _qt_cannot_load(libraries: list[str]) -> Problem:
    if not apt.present():
        return Problem(
            f"The window cannot open without these system libraries: {', '.join(libraries)}; "
            f"install your system's packages that hold them, then run this command again."
        )
    names = [
        apt.choose(qt_libraries.packages_with(library), apt.known_to_apt) for library in libraries
    ]
    command = apt.command_to_install(dict.fromkeys(names))
    return Problem(
        f"Some system libraries are missing and could not be installed; run '{command}', then "
        f"this command again."
    )


def _note(checkout: Checkout, purpose: Purpose) -> Path:
    return checkout.venv / f"system-for-{purpose.value}.json"


def _state_of_the_system(checkout: Checkout) -> list[object]:
    times: list[object] = []
    for name in (*_WATCHED, *_WATCHED_PROGRAMS):
        path = Path(name)
        times.append(path.stat().st_mtime_ns if path.exists() else None)
    screen = bool(os.environ.get("WAYLAND_DISPLAY")) and not os.environ.get("DISPLAY")
    account = os.geteuid() if sys.platform != "win32" else 0
    forbidden = bool(os.environ.get(apt.FORBIDDEN_BY))
    return [*times, screen, account, forbidden, checkout.unpacked.exists()]


def _read_note(checkout: Checkout, purpose: Purpose) -> Missing | None:
    try:
        noted = json.loads(_note(checkout, purpose).read_text(encoding="utf-8"))
        if noted["state"] != _state_of_the_system(checkout):
            return None
        return Missing(tuple(noted["titles"]), tuple(noted["packages"]), noted["forbidden"])
    except (OSError, ValueError, KeyError, TypeError):
        return None


def _write_note(checkout: Checkout, purpose: Purpose, missing: Missing) -> None:
    noted = {
        "state": _state_of_the_system(checkout),
        "titles": missing.titles,
        "packages": missing.packages,
        "forbidden": missing.forbidden,
    }
    _note(checkout, purpose).write_text(json.dumps(noted), encoding="utf-8")
