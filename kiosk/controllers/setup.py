"""The first-start assistant: from two ids to a settings file, in four steps.

Nothing is written before the last of them, and nothing that was typed goes before the window
does.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from PySide6.QtCore import QObject, Signal

from kiosk.controllers.press import Press
from kiosk.controllers.printer_choice import PrinterChoiceView
from kiosk.controllers.printing import PrintingController
from kiosk.controllers.printing_view import LayoutStage, PrintingView
from kiosk.controllers.setup_ids import LookUp, SetupIds
from kiosk.controllers.setup_view import SetupStep, SetupView
from kiosk.controllers.window_state import Notice
from kiosk.models.errors import ErrorCode, StationError
from kiosk.models.settings import Settings
from kiosk.models.settings_definition import SettingScalar
from kiosk.models.settings_parsing import SettingValue, settings_from
from kiosk.qt.jobs import JobContext, JobRunner
from kiosk.services.pasted_settings import CLIENT_KEY, ORIGIN, TENANT_KEY, read_pasted_settings
from kiosk.services.places import Places
from kiosk.services.settings_writing import (
    SavePlace,
    place_for_new_settings,
    save_new_settings,
)

NAME_KEY, LANGUAGE_KEY = "station.name", "station.language"
FOLDER_KEY = "badge.layout_folder"
LAYOUT_KEY, SLIP_KEY, PRINTER_KEY = "badge.layout", "badge.slip_layout", "badge.printer"

_LOOKING_SECONDS = 15.0
_SAVING_SECONDS = 60.0
_OF_THE_PAGE = frozenset({TENANT_KEY, CLIENT_KEY, NAME_KEY, LANGUAGE_KEY, LAYOUT_KEY, PRINTER_KEY})


class SetupController(QObject):
    """What was typed and chosen so far; `printing` shows layouts, and prints the test badge.

    `notice` carries a Notice, or None where nothing is to be said any more. `language_chosen`
    carries a language's code, empty for the computer's. `start_wanted` says that the station is to
    start on what was saved.
    """

    changed = Signal(object)
    notice = Signal(object)
    left = Signal()
    language_chosen = Signal(str)
    start_wanted = Signal()

    def __init__(
        self, runner: JobRunner, look_up: LookUp, press: Press, places: Places, language: str = ""
    ) -> None:
        """`press` keeps no choice for longer than the program runs."""
        super().__init__()
        self._runner = runner
        self._places = places
        self._further: dict[str, SettingScalar] = {}
        self.ids = SetupIds(runner, look_up)
        self.ids.changed.connect(self._show_ids)
        self.printing = PrintingController(runner, press)
        self.printing.changed.connect(self._look_at_layouts)
        self.printing.printers.changed.connect(self._place_printer)
        self.printing.printers.chosen.connect(self._take_printer)
        self.view = SetupView(language=language)

    def set_tenant(self, text: str) -> None:
        """Take the organisation's field as it is now; it may hold a whole text, pasted."""
        if text != self.view.tenant.text and not self._take(text):
            self.ids.set_tenant(text)

    def set_client(self, text: str) -> None:
        """Take the registration's field as it is now; it may hold a whole text, pasted."""
        if text != self.view.client.text and not self._take(text):
            self.ids.set_client(text)

    def paste_all(self, text: str) -> None:
        """Take both ids, or a whole settings text, and say where it is neither."""
        if not self._take(text):
            self._show(replace(self.view, has_pasted_nothing=True))

    def ask_again(self) -> None:
        """Ask the sign-in service once more."""
        self.ids.ask_again()

    def set_name(self, name: str) -> None:
        """Take the station's name as it is typed."""
        self._show(replace(self.view, name=name))

    def choose_language(self, code: str) -> None:
        """Speak that language from now on, here and later; empty: the computer's."""
        self._show(replace(self.view, language=code))
        self.language_chosen.emit(code)

    def choose_layout(self, layout: str) -> None:
        """Print badges by that layout."""
        if layout == self.printing.view.selected or self.printing.is_printing:
            return
        self._show(replace(self.view, layout="" if layout == self._usual_layout else layout))
        self.printing.select(layout)

    def print_test_badge(self) -> None:
        """Print the chosen layout with made-up data, which opens nothing."""
        self.printing.print_test_page()

    def next(self) -> None:
        """Go a step on."""
        if not self.view.may_go_on:
            return
        self._leave_step()
        self._enter(SetupStep(self.view.step + 1))

    def back(self) -> None:
        """Go a step back, from the first one to the welcome page; all that was typed stays."""
        if self.view.is_saving:
            return
        self._leave_step()
        if self.view.step is SetupStep.IDS or self.view.saved is not None:
            self.left.emit()
        else:
            self._enter(SetupStep(self.view.step - 1))

    def save(self) -> None:
        """Write the settings, once."""
        if self.view.is_saving or self.view.saved is not None:
            return
        values = self._values()

        def work(context: JobContext) -> SavePlace:
            context.cancel.commit()
            return save_new_settings(values, self._places)

        self.notice.emit(None)
        self._show(replace(self.view, is_saving=True))
        self._runner.start(
            work, done=self._take_saved, failed=self._take_unsaved, time_limit=_SAVING_SECONDS
        )

    def start_station(self) -> None:
        """Start the station anew, on the settings that were saved."""
        if self.view.saved is not None:
            self.start_wanted.emit()

    def _take(self, text: str) -> bool:
        try:
            values = read_pasted_settings(text)
        except StationError as error:
            self.notice.emit(Notice(error=error))
            # What is in the field by now is not what counts.
            self.changed.emit(self.view)
            return True
        if values is None:
            return False
        self._take_values(values)
        return True

    def _take_values(self, values: Mapping[str, SettingScalar]) -> None:
        self._further = {key: value for key, value in values.items() if key not in _OF_THE_PAGE}
        settings = _settings_of(values)
        view = replace(
            self.view,
            name=settings.station.name or self.view.name,
            language=settings.station.language or self.view.language,
            layout=settings.badge.layout or self.view.layout,
            printer=settings.badge.printer or self.view.printer,
            lock_seconds=settings.station.idle_lock_seconds,
            further=tuple(self._further),
            gone=(),
            has_pasted_nothing=False,
        )
        is_other_language = view.language != self.view.language
        self.notice.emit(None)
        self._show(view)
        if is_other_language:
            self.language_chosen.emit(view.language)
        self.ids.look_elsewhere(replace(settings.tenant, tenant_id="", client_id=""))
        self.ids.set_tenant(settings.tenant.tenant_id or self.view.tenant.text)
        self.ids.set_client(settings.tenant.client_id or self.view.client.text)

    def _show_ids(self) -> None:
        tenant, client = self.ids.tenant, self.ids.client
        self._show(replace(self.view, tenant=tenant, client=client, has_pasted_nothing=False))

    def _leave_step(self) -> None:
        if self.view.step is SetupStep.PAPER:
            # A test badge that is under way comes out.
            self.printing.leave()

    def _enter(self, step: SetupStep) -> None:
        self.notice.emit(None)
        self._show(replace(self.view, step=step))
        if step is SetupStep.PAPER:
            self.printing.open(self.view.layout)
        elif step is SetupStep.SAVE:
            self._runner.start(
                lambda _: place_for_new_settings(self._places),
                done=lambda place: self._show(replace(self.view, place=place)),
                # Where it is saved is told once it is.
                failed=lambda _: None,
                time_limit=_LOOKING_SECONDS,
            )

    @property
    def _usual_layout(self) -> str:
        """The layout that badges are made with where none is chosen."""
        offer = self.printing.view.offer
        layouts = () if offer is None else offer.layouts
        return next((it.name for it in layouts if offer is not None and offer.is_used(it)), "")

    def _look_at_layouts(self, view: PrintingView) -> None:
        """Give up layouts of a pasted text that are not on this computer, and say so."""
        if view.stage is not LayoutStage.READY or view.offer is None:
            return
        if FOLDER_KEY in self._further:
            # Those of that folder are read from the next start on.
            return
        known = {layout.name for layout in view.offer.layouts}
        slip = str(self._further.get(SLIP_KEY, ""))
        gone = tuple(name for name in (self.view.layout, slip) if name and name not in known)
        if not gone:
            return
        if slip in gone:
            del self._further[SLIP_KEY]
        layout = "" if self.view.layout in gone else self.view.layout
        further = tuple(self._further)
        self._show(replace(self.view, layout=layout, gone=gone, further=further))

    def _place_printer(self, view: PrinterChoiceView) -> None:
        """Keep to one printer for everything, whichever layout is looked at."""
        if view.layout and view.chosen is None:
            self.printing.printers.choose(self.view.printer)

    def _take_printer(self, printer: str) -> None:
        if printer != self.view.printer:
            self._show(replace(self.view, printer=printer))

    def _values(self) -> dict[str, SettingScalar]:
        view = self.view
        said = {
            TENANT_KEY: view.tenant.text.strip(),
            CLIENT_KEY: view.client.text.strip(),
            NAME_KEY: view.name.strip(),
            LANGUAGE_KEY: view.language,
            LAYOUT_KEY: view.layout,
            PRINTER_KEY: view.printer,
        }
        return {**self._further, **{key: value for key, value in said.items() if value}}

    def _take_saved(self, place: SavePlace) -> None:
        self._show(replace(self.view, is_saving=False, saved=place))

    def _take_unsaved(self, error: StationError) -> None:
        if error.code is ErrorCode.JOB_TIMED_OUT:
            file = "" if self.view.place is None else str(self.view.place.file)
            error = StationError(ErrorCode.SETTINGS_NOT_WRITTEN, {"file": file})
        self._show(replace(self.view, is_saving=False))
        self.notice.emit(Notice(error=error))

    def _show(self, view: SetupView) -> None:
        if view != self.view:
            self.view = view
            self.changed.emit(view)


def _settings_of(values: Mapping[str, SettingScalar]) -> Settings:
    said = [SettingValue(key, value, ORIGIN) for key, value in values.items()]
    return settings_from(said, ORIGIN, needs_tenant=False)
