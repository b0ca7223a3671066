"""The conversation about the station itself: whether it is fit for work, and what is wrong."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QLocale, QObject, Signal, qVersion

from kiosk.checks.finding import CheckId, Finding
from kiosk.controllers.doctor_view import DoctorStage, DoctorView
from kiosk.controllers.window_state import Notice, NoticeKind
from kiosk.models.cancellation import CancelToken
from kiosk.models.clock import Clock
from kiosk.models.errors import StationError
from kiosk.qt.jobs import Job, JobContext, JobRunner

if TYPE_CHECKING:
    from kiosk.checks.origins import SettingFound
    from kiosk.checks.report import Report
    from kiosk.checks.subject import Subject

CHECKING_SECONDS = 300.0
"""More than what hangs in a network takes, all of it together; who waits can stop it sooner."""

_SAVING_SECONDS = 30.0

MakeSubject = Callable[[CancelToken, bool], "Subject"]
"""Returns the station as it is, and whether to ask on behalf of who is signed in. On workers."""


class DoctorController(QObject):
    """Runs the checks one after the other; each finding is shown as soon as it is there."""

    changed = Signal(object)
    notice = Signal(object)
    left = Signal()

    def __init__(
        self, runner: JobRunner, make_subject: MakeSubject, clock: Clock, *, practice: bool
    ) -> None:
        super().__init__()
        self._runner = runner
        self._make_subject = make_subject
        self._clock = clock
        self._practice = practice
        self._is_signed_in = False
        self._tells_names = True
        self._settings: tuple[SettingFound, ...] = ()
        self._job: Job[None] | None = None
        self._saving: Job[Path] | None = None
        self.view = DoctorView()

    def open(self, *, is_signed_in: bool, tells_names: bool = True) -> None:
        """Begin to check; what takes a sign-in is checked where somebody is signed in.

        Without `tells_names` findings are shown as they stand in a report: without the names of
        printers and folders.
        """
        self._is_signed_in = is_signed_in
        self._tells_names = tells_names
        self.check()

    def check(self) -> None:
        """Check everything, from the beginning."""
        self._abandon()
        self._settings = ()
        self._show(DoctorView(DoctorStage.RUNNING))
        is_signed_in, tells_names = self._is_signed_in, self._tells_names
        self._job = self._runner.start(
            lambda context: self._work(context, is_signed_in=is_signed_in, tells_names=tells_names),
            done=lambda _: self._end(DoctorStage.DONE),
            failed=self._take_failure,
            progressed=self._take_progress,
            cancelled=lambda: self._end(DoctorStage.STOPPED),
            time_limit=CHECKING_SECONDS,
        )

    def stop(self) -> None:
        """Stop checking; what was found stays."""
        if self._job is not None:
            self._job.cancel()

    def back(self) -> None:
        """Leave the page."""
        self.left.emit()

    def clear(self) -> None:
        """Forget what was found, because the page was left."""
        self._abandon()
        if self._saving is not None:
            self._saving.abandon()
            self._saving = None
        self._settings = ()
        if self.view != DoctorView():
            self._show(DoctorView())

    def suggested_file_name(self) -> str:
        """Return a name for the report, which says nothing about anybody."""
        return f"station-report-{self._clock.now().astimezone():%Y-%m-%d-%H%M}.txt"

    def save_report(self, path: str) -> None:
        """Write what was found to a file that is safe to send."""
        if not self.view.may_save:
            return
        self._show(replace(self.view, is_saving=True))
        findings, settings = self.view.findings, self._settings
        made_at, was_stopped = self._clock.now(), self.view.stage is not DoctorStage.DONE

        def work(_: JobContext) -> Path:
            from kiosk.checks.report import Report  # noqa: PLC0415 - on the worker that saves

            report = Report(
                findings, settings, made_at, qVersion(), self._practice, was_stopped=was_stopped
            )
            return _write(report, Path(path))

        self._saving = self._runner.start(
            work, done=self._take_saved, failed=self._take_not_saved, time_limit=_SAVING_SECONDS
        )

    def _work(self, context: JobContext, *, is_signed_in: bool, tells_names: bool) -> None:
        from kiosk.checks.origins import settings_found  # noqa: PLC0415 - on a worker
        from kiosk.checks.privacy import safe_finding  # noqa: PLC0415
        from kiosk.checks.running import run_checks  # noqa: PLC0415 - loads requests

        subject = self._make_subject(context.cancel, is_signed_in)
        context.report(tuple(settings_found(subject.loaded)))
        for finding in run_checks(subject, begins=context.report):
            context.report(finding if tells_names else safe_finding(finding))

    def _take_progress(self, progress: object) -> None:
        view = self.view
        match progress:
            case Finding():
                self._show(replace(view, findings=(*view.findings, progress)))
            case CheckId():
                number = list(CheckId).index(progress) + 1
                self._show(replace(view, current=progress, number=number, total=len(CheckId)))
            case tuple():
                self._settings = progress

    def _take_failure(self, error: StationError) -> None:
        self._end(DoctorStage.FAILED, error)

    def _take_saved(self, path: Path) -> None:
        from kiosk.checks.privacy import without_account  # noqa: PLC0415 - seldom needed

        self._show(replace(self.view, is_saving=False))
        self.notice.emit(Notice(NoticeKind.SAVED, value=without_account(str(path))))

    def _take_not_saved(self, error: StationError) -> None:
        self._show(replace(self.view, is_saving=False))
        self.notice.emit(Notice(error=error))

    def _end(self, stage: DoctorStage, error: StationError | None = None) -> None:
        self._job = None
        self._show(replace(self.view, stage=stage, current=None, error=error))

    def _abandon(self) -> None:
        job, self._job = self._job, None
        if job is not None:
            job.abandon()

    def _show(self, view: DoctorView) -> None:
        self.view = view
        self.changed.emit(view)


def _write(report: Report, path: Path) -> Path:
    """Write a report in the station's language; raises StationError FILE_NOT_WRITTEN."""
    from kiosk.checks.report import report_text  # noqa: PLC0415 - on the worker that saves
    from kiosk.printing.dates import LocaleDates  # noqa: PLC0415
    from kiosk.services.files import write_whole  # noqa: PLC0415

    dates = LocaleDates(QLocale())
    text = report_text(
        report,
        QCoreApplication.translate,
        lambda moment: f"{dates.day(moment)}, {dates.time(moment)}",
    )
    write_whole(path, text.encode())
    return path
