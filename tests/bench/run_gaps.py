"""How long the window's event loop stands still while badges of many people are made and saved.

The largest gaps of each stretch, as `event_loop_gaps.py` prints them.
"""

from __future__ import annotations

import argparse
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter

from event_loop_gaps import AIM_MS, Probe
from measured_station import MeasuredStation, measured_station

from kiosk.controllers.team import TeamController
from kiosk.controllers.team_view import TeamStage
from kiosk.controllers.window_state import PageName
from kiosk.models.run import RunAction

PEOPLE = 500
TEAM = "All Employees"


def team_of(measured: MeasuredStation) -> TeamController:
    """Return the conversation behind the team page."""
    return measured.station.controller.way.team


def choose(measured: MeasuredStation) -> None:
    """Go to the team page and name everybody."""
    measured.hands.press("teamButton")
    measured.hands.wait_for_page(PageName.TEAM)
    team = team_of(measured)
    team.choice.choose_action(RunAction.REPLACE)
    measured.hands.type_text("groupSelector", TEAM)
    measured.hands.wait_until(lambda: bool(team.choice.view.teams.found))
    measured.hands.choose_first("teamsList")


def look(measured: MeasuredStation) -> None:
    """Look at everybody."""
    team = team_of(measured)
    team.look()
    measured.hands.wait_until(lambda: team.view.stage is TeamStage.LOOKED)


def run(measured: MeasuredStation, folder: Path) -> None:
    """Make everybody's badge, and save the pages."""
    team = team_of(measured)
    team.ask()
    team.use_folder(str(folder))
    team.confirm()
    measured.hands.wait_until(lambda: team.view.stage is TeamStage.ENDED)


def main() -> None:
    """Go through it once, and print the largest gaps of each stretch."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--people", type=int, default=PEOPLE)
    people = str(parser.parse_args().people)
    with measured_station("--people", people) as measured, TemporaryDirectory() as folder:
        probe = Probe()
        measured.job.open_window()
        measured.touch()
        measured.job.sign_in()
        began = perf_counter()
        probe.during("choosing", partial(choose, measured))
        probe.during("looking", partial(look, measured))
        probe.during("running", partial(run, measured, Path(folder)))
        end = team_of(measured).keeper.view.progress
        print(f"{end.done} done, {end.failed} failed, in {perf_counter() - began:.0f} s")
    for step in ("choosing", "looking", "running"):
        largest = sorted((gap for gap in probe.gaps if gap.step == step), reverse=True)[:5]
        print(f"{step}: largest gaps {', '.join(map(str, largest))} ms (aim: at most {AIM_MS})")


if __name__ == "__main__":
    main()
