"""How long a temporary badge works, and from when."""

from __future__ import annotations

from datetime import date, datetime

from PySide6.QtWidgets import QWidget

from kiosk.controllers.operation_views import ConfirmView
from kiosk.controllers.start_times import days_from, half_hours_of, usual_start
from kiosk.models.badge_limits import TEMPORARY_HOURS_MAX
from kiosk.views.layouts import Column, Row, StackingRow
from kiosk.views.moments import moments
from kiosk.views.surroundings import Surroundings
from kiosk.views.widgets.choice import Choice
from kiosk.views.widgets.stepper import Stepper
from kiosk.views.widgets.text import Text

_NOW = ""


class TemporaryTimes(QWidget):
    """Hours by two buttons; the start by day and half-hour, or from now on."""

    def __init__(self, surroundings: Surroundings) -> None:
        super().__init__()
        self._operation = surroundings.conversations.operation
        look = surroundings.look
        self._view: ConfirmView | None = None
        self._filled_on: date | None = None
        self._hours_title = Text("quiet")
        self._hours_title.setWordWrap(False)
        self._hours = Stepper(
            look, less="lessHoursButton", label="hoursLabel", more="moreHoursButton"
        )
        self._hours.stepped.connect(self._step)
        self._start_title = Text("quiet")
        self._start_title.setWordWrap(False)
        self._day = Choice(look, name="startDaySelector")
        self._day.activated.connect(self._choose_day)
        self._time = Choice(look, name="startTimeSelector")
        self._time.activated.connect(self._choose_time)
        column = Column(look, gap=10, parent=self)
        hours_row = Row(look, gap=14)
        hours_row.addWidget(self._hours_title)
        hours_row.addWidget(self._hours, 1)
        column.addLayout(hours_row)
        self._start_row = Row(look, gap=14)
        self._start_row.addWidget(self._start_title)
        moment_row = StackingRow(look, gap=8)
        moment_row.addWidget(self._day)
        moment_row.addWidget(self._time)
        moment_row.addStretch(1)
        self._start_row.addLayout(moment_row, 1)
        column.addLayout(self._start_row)

    def stack_when(self, *, narrow: bool) -> None:
        """Put the start under its title where there is no room beside it."""
        self._start_row.stack_when(narrow=narrow)

    def retranslate(self) -> None:
        """Say every text in the language of now."""
        self._hours_title.setText(self.tr("For how long?"))
        self._start_title.setText(self.tr("From when?"))
        self._day.setAccessibleName(self.tr("Day on which it begins to work"))
        self._time.setAccessibleName(self.tr("Time at which it begins to work"))
        self._hours.name_buttons(self.tr("One hour less"), self.tr("One hour more"))
        self._filled_on = None

    def show_view(self, view: ConfirmView) -> None:
        """Show the hours and the start of the question."""
        self._view = view
        text = self.tr("{hours} h").format(hours=view.hours)
        self._hours.show_value(
            text, may_less=view.hours > 1, may_more=view.hours < TEMPORARY_HOURS_MAX
        )
        today = view.now.astimezone().date()
        if today != self._filled_on:
            # A station stays open for days.
            self._filled_on = today
            self._fill_days(view.now)
        chosen = _NOW if view.starts is None else view.starts.astimezone().date().isoformat()
        self._day.select(chosen)
        self._time.setVisible(view.starts is not None)
        if view.starts is not None:
            self._fill_times(view.starts, view.now)

    def _fill_days(self, now: datetime) -> None:
        self._day.clear()
        self._day.addItem(self.tr("From now on"), _NOW)
        today, tomorrow, *later = days_from(now)
        if half_hours_of(today, now):
            self._day.addItem(self.tr("Today"), today.isoformat())
        self._day.addItem(self.tr("Tomorrow"), tomorrow.isoformat())
        for day in later:
            noon = half_hours_of(day, now)[0]
            self._day.addItem(moments().day(noon), day.isoformat())

    def _fill_times(self, starts: datetime, now: datetime) -> None:
        self._time.clear()
        seen: set[str] = set()
        for moment in half_hours_of(starts.astimezone().date(), now):
            text = moments().time(moment)
            if text in seen:
                # The hour that the clock repeats in autumn: the second one names its zone.
                zone = moment.astimezone().tzname() or ""
                text = self.tr("{time} ({zone})").format(time=text, zone=zone)
            seen.add(text)
            self._time.addItem(text, moment.isoformat())
        self._time.select(starts.isoformat())

    def _step(self, by: int) -> None:
        if self._view is not None:
            self._operation.set_hours(self._view.hours + by)

    def _choose_day(self, index: int) -> None:
        value = str(self._day.itemData(index))
        if self._view is not None:
            day = None if value == _NOW else date.fromisoformat(value)
            start = None if day is None else usual_start(day, self._view.now)
            self._operation.set_start(start)

    def _choose_time(self, index: int) -> None:
        self._operation.set_start(datetime.fromisoformat(str(self._time.itemData(index))))
