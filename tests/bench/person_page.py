"""How long until a person's page is whole, from the list and from a scan, against bare requests.

Whole is: badge and PIN read, the photo there, the groups answered. The practice tenant answers
after a tenth of a second, as a service does that is some way off; without that there would be
nothing to wait for, and so nothing that could be waited for at the same time.
"""

from __future__ import annotations

import statistics
from collections.abc import Callable
from time import perf_counter

import requests
from measured_station import MeasuredStation, Paints, measured_station
from PySide6.QtWidgets import QLabel

from kiosk.commands.self_test_checks import Door
from kiosk.controllers.person_view import PersonStage
from kiosk.controllers.search_view import SearchStage
from kiosk.controllers.window_state import PageName

LATENCY_MS = 100
VISITS, ROUNDS = 4, 4
AIM_SCAN = 1.2
AIM_WHOLE = 1.3
NAME = "Sam Rivera"
SIGN_IN_NAME = "sam.rivera@practice.example"
SELECT = (
    "id,displayName,userPrincipalName,mail,employeeId,jobTitle,department,officeLocation,"
    "accountEnabled"
)


class Rounds:
    """Opens the same page again and again, each time as if for the first time."""

    def __init__(self, measured: MeasuredStation) -> None:
        self._measured = measured
        self._job, self._hands = measured.job, measured.hands
        self._person = measured.station.conversations.person
        self._badge = Door(measured.practice).pocket(SIGN_IN_NAME).standard
        self._name: Paints | None = None
        self._painted = 0.0

    def from_list(self) -> tuple[float, float]:
        """Return the seconds from the press on a row until the name is painted, and all is."""
        search = self._measured.station.conversations.search
        self._hands.type_text("searchField", NAME)
        self._hands.wait_until(lambda: search.view.stage is SearchStage.FOUND)
        self._rest()
        began = perf_counter()
        self._hands.choose_first("resultsList")
        return self._until_whole(began)

    def from_scan(self) -> tuple[float, float]:
        """Return the same from the last key of a scan on."""
        self._hands.type_text("searchField", "")
        self._rest()
        self._hands.scan(self._badge)
        return self._until_whole(self._hands.scanned_at)

    def back(self) -> None:
        """Go back to the search."""
        self._hands.press("backButton")
        self._hands.wait_for_page(PageName.SEARCH)
        self._rest()

    def _rest(self) -> None:
        self._hands.wait_until(self._measured.is_idle)

    def _until_whole(self, began: float) -> tuple[float, float]:
        self._hands.wait_for_page(PageName.PERSON)
        if self._name is None:
            self._name = Paints(self._hands.find(QLabel, "personNameLabel"))
        paints = self._name
        self._hands.wait_until(lambda: self._is_whole)
        whole = perf_counter()
        return paints.first_after(began) - began, whole - began

    @property
    def _is_whole(self) -> bool:
        view = self._person.view
        return (
            view is not None
            and view.stage is PersonStage.READY
            and view.photo is not None
            and view.membership is not None
        )


def bare_look_up(session: requests.Session, graph: str) -> float:
    """Return the seconds of the request that finds out whose badge it is, made bare."""
    began = perf_counter()
    answer = session.get(
        f"{graph}/v1.0/users/{SIGN_IN_NAME}", params={"$select": SELECT}, timeout=20
    )
    took = perf_counter() - began
    assert answer.status_code == 200
    return took


def report(name: str, taken: list[tuple[float, float]], trip: float) -> None:
    """Print the medians of one way to the page, the first after a sign-in by themselves."""
    firsts = taken[::ROUNDS]
    others = [times for number, times in enumerate(taken) if number % ROUNDS]
    for what, times in ((f"{name}, first", firsts), (name, others)):
        shown, whole = (statistics.median(part) for part in zip(*times, strict=True))
        shown_best, whole_best = (min(part) for part in zip(*times, strict=True))
        print(
            f"{what}: person on the page {shown * 1000:.0f} ms, ratio {shown / trip:.2f}, at best "
            f"{shown_best / trip:.2f} (aim for a scan: at most {AIM_SCAN}); "
            f"page whole {whole * 1000:.0f} ms, ratio {whole / trip:.2f}, at best "
            f"{whole_best / trip:.2f} (aim: at most {AIM_WHOLE}; medians of {len(times)})"
        )


def sign_in_afresh(measured: MeasuredStation) -> None:
    """Sign in as on a station that has no connection open yet."""
    measured.station.controller._loader.get()._transport.drop_connections()
    measured.job.sign_in()
    measured.hands.wait_until(measured.is_idle)


def main() -> None:
    """Measure in turn, so that a busy machine hits all alike."""
    taken: dict[str, list[tuple[float, float]]] = {}
    bare = []
    with measured_station("--latency-ms", str(LATENCY_MS)) as measured:
        measured.job.open_window()
        measured.touch()
        rounds = Rounds(measured)
        ways: dict[str, Callable[[], tuple[float, float]]] = {
            "from the list": rounds.from_list,
            "from a scan": rounds.from_scan,
        }
        for _ in range(VISITS):
            for name, way in ways.items():
                sign_in_afresh(measured)
                session = measured.bare_session()
                bare_look_up(session, measured.practice.graph)
                for _ in range(ROUNDS):
                    taken.setdefault(name, []).append(way())
                    rounds.back()
                    bare.append(bare_look_up(session, measured.practice.graph))
                measured.job.sign_out()
    trip = statistics.median(bare)
    print(f"the look-up request, bare: {trip * 1000:.0f} ms (median of {len(bare)})")
    for name, times in taken.items():
        report(name, times, trip)


if __name__ == "__main__":
    main()
