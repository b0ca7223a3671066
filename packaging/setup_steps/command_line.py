"""Turns the arguments of ``packaging/start.py`` into set-up steps and then one program."""

from __future__ import annotations

import os
from dataclasses import replace
from pathlib import Path

from setup_steps import checks, documentation, python_environment, station, system_parts
from setup_steps.checkout import Checkout, Purpose
from setup_steps.console import Problem, complain, never_fail_on_a_character, say

_INTERRUPTED = 130


def run(arguments: list[str], usage: str) -> int:
    """Do what the arguments ask for and return the exit code; prints one sentence on failure."""
    never_fail_on_a_character()
    try:
        if arguments[:1] in (["--help"], ["-h"]):
            say(usage)
            return 0
        return _run(Checkout(Path(__file__).resolve().parents[2]), arguments)
    except Problem as problem:
        complain(problem.sentence)
        return problem.exit_code
    except KeyboardInterrupt:
        complain("Interrupted; run this command again to go on.")
        return _INTERRUPTED


def _run(checkout: Checkout, arguments: list[str]) -> int:
    match arguments:
        case ["test", *others]:
            return _test(checkout, others)
        case ["official-clients", *others]:
            return _official_clients(checkout, others)
        case ["docs", *others]:
            return _docs(replace(checkout, environment=".venv/docs"), others)
        case _:
            return _station(checkout, arguments)


def _station(checkout: Checkout, arguments: list[str]) -> int:
    station.check_for_a_screen(arguments, os.environ)
    python_environment.prepare(checkout, Purpose.STATION)
    missing = system_parts.prepare(checkout, Purpose.STATION)
    if missing.titles:
        say(missing.sentence())
    return station.open_station(checkout, arguments, _environment(checkout))


def _test(checkout: Checkout, arguments: list[str]) -> int:
    python_environment.prepare(checkout, Purpose.TEST)
    missing = system_parts.prepare(checkout, Purpose.TEST)
    return checks.run_all(checkout, arguments, _environment(checkout), missing)


def _official_clients(checkout: Checkout, arguments: list[str]) -> int:
    python_environment.prepare(checkout, Purpose.OFFICIAL_CLIENTS)
    system_parts.prepare(checkout, Purpose.OFFICIAL_CLIENTS)
    return checks.run_official_clients(checkout, arguments, _environment(checkout))


def _docs(checkout: Checkout, arguments: list[str]) -> int:
    python_environment.prepare(checkout, Purpose.DOCS)
    missing = system_parts.prepare(checkout, Purpose.DOCS)
    if missing.titles:
        say(missing.sentence())
    return documentation.build_site(checkout, arguments, _environment(checkout))


def _environment(checkout: Checkout) -> dict[str, str]:
    variables = python_environment.without_what_leads_away(dict(os.environ))
    variables.update(system_parts.environment(checkout))
    variables["VIRTUAL_ENV"] = str(checkout.venv)
    folder = checkout.python.parent
    variables["PATH"] = os.pathsep.join((str(folder), variables.get("PATH", os.defpath)))
    return variables
