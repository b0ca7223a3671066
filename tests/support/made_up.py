"""Who and what the scenes of the gallery show: one station, its people, their badges."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from PySide6.QtCore import QBuffer, QByteArray, QRectF, Qt
from PySide6.QtGui import QColor, QImage, QImageWriter, QLinearGradient, QPainter

from kiosk.controllers.offers import actions_for, hints_for
from kiosk.controllers.person_view import PersonStage, PersonView, ScannedBadge, ScanStanding
from kiosk.controllers.window_state import Connection, Header, RoleHint
from kiosk.models.badge import Badge, BadgeKind, Method, PinState
from kiosk.models.errors import ErrorCode, ErrorDetails, StationError
from kiosk.models.person import Account, Person
from kiosk.models.secret import Secret
from kiosk.printing.layouts import layout_named
from kiosk.printing.page import Page
from kiosk.services.operations.days import extended_end
from tests.support.pages import content, english

NOW = datetime(2026, 11, 24, 9, 30, tzinfo=UTC)
PIN = "83105274"
LONG_NAME = "Maximiliane-Konstantina von und zu Hohenlohe-Waldenburg-Schillingsfürst"


HEADER = Header(
    station_name="Harbour Street",
    account=Account("1", "Alex Morgan", "alex.morgan@example.com"),
    role=RoleHint.FITS,
    connection=Connection.ONLINE,
    practice=True,
)
LOCKED = replace(HEADER, account=None)
NEW = replace(LOCKED, station_name="", may_be_set_up=True)


def a_person(name: str = "Sam Rivera", number: int = 1) -> Person:
    """Return somebody."""
    return Person(
        id=f"person-{number}",
        display_name=name,
        user_principal_name=f"person.{number}@harbour-street.example.com",
        employee_id=f"10{number:04d}",
        job_title="Sales associate",
        department="Shop floor",
        office_location="Harbour Street",
        account_enabled=True,
    )


SAM = a_person()
PEOPLE = (
    SAM,
    replace(a_person("Samira El-Sayed", 2), job_title="Team lead, household goods"),
    replace(a_person("Samuel Okonkwo", 3), account_enabled=False),
    replace(a_person("سارة عبد الله", 4), job_title="Pharmacist", office_location="Clinic West"),
    replace(a_person(LONG_NAME, 5), job_title="Deputy head of the department for garden furniture"),
    replace(a_person("Samantha O'Neill", 6), employee_id="", job_title="", office_location=""),
    replace(a_person("Sam Tanaka", 7), account_enabled=False),
)


def a_photo() -> bytes:
    """Return a drawn portrait."""
    image = QImage(240, 240, QImage.Format.Format_RGB32)
    painter = QPainter(image)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    ground = QLinearGradient(0, 0, 240, 240)
    ground.setColorAt(0, QColor("#9FC6CF"))
    ground.setColorAt(1, QColor("#4C8795"))
    painter.fillRect(image.rect(), ground)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor("#F1D3B8"))
    painter.drawEllipse(QRectF(80, 50, 80, 95))
    painter.setBrush(QColor("#23404A"))
    painter.drawEllipse(QRectF(35, 160, 170, 160))
    painter.end()
    buffer = QBuffer()
    buffer.open(QBuffer.OpenModeFlag.WriteOnly)
    QImageWriter(buffer, QByteArray(b"png")).write(image)
    return bytes(buffer.data().data())


def a_method(
    *, days: int = 128, must_change: bool = False, used: bool = True, temporary: bool = False
) -> Method:
    """Return a method whose badge ends in that many days."""
    start = NOW - timedelta(days=237)
    badge = Badge(
        BadgeKind.STANDARD,
        "badge",
        start,
        NOW + timedelta(days=days),
        start,
        NOW - timedelta(days=3) if used else None,
    )
    extra = Badge(BadgeKind.TEMPORARY, "extra", NOW, NOW + timedelta(hours=8), NOW)
    return Method(badge, extra if temporary else None, PinState(start, start, must_change))


def an_error(code: ErrorCode, **values: str) -> StationError:
    """Return an error with all its details."""
    details = ErrorDetails(
        429,
        "TooManyRequests",
        "3f2b6c1e-8a4d-4c53-9b1f-0d6a7e5c4b21",
        "1c9e44aa-1111-4222-8333-abcdefabcdef",
        NOW,
    )
    return StationError(code, values, details)


def a_page(name: str = "cr80", person: str = "Sam Rivera", *, issued: bool = True) -> Page:
    """Return the first page as the station would print it."""
    return the_pages(name, person, issued=issued)[0]


def the_pages(
    name: str = "cr80", person: str = "Sam Rivera", *, issued: bool = True
) -> tuple[Page, ...]:
    """Return the pages as the station would print them."""
    shown = replace(content(person), pin=Secret(PIN), practice=True)
    if not issued:
        shown = replace(shown, issued=None, held=a_method().standard)
    return layout_named(name).pages(shown, english())


def when_read(
    view: PersonView, method: Method | None, scanned: ScanStanding | None = None
) -> PersonView:
    """Return the page of somebody whose state was read."""
    view = replace(view, stage=PersonStage.READY, method=method)
    if method is not None and method.standard is not None:
        view = replace(view, new_end=extended_end(method.standard, NOW, 365))
    if scanned is not None:
        view = replace(view, scanned=ScannedBadge(scanned, NOW - timedelta(days=9)))
    return replace(view, actions=actions_for(view), hints=hints_for(view, NOW))
