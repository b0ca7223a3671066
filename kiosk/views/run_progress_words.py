"""How a run goes and how it has ended, in words."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from kiosk.controllers.team_view import Failure, RunView, TeamView
from kiosk.models.errors import ErrorCode, StationError
from kiosk.models.run import RunAction, RunPhase, RunProgress
from kiosk.models.translatable import QT_TRANSLATE_NOOP
from kiosk.views.failures import failure_text
from kiosk.views.moments import minutes_and_seconds
from kiosk.views.run_words import counted, number
from kiosk.views.widgets.text import breakable

translate = QCoreApplication.translate

_CONTEXT = "RunProgressWords"
_MINUTE, _HOUR = 60, 3600

_TITLES = {
    RunAction.ISSUE: QT_TRANSLATE_NOOP("RunProgressWords", "Making badges and PINs"),
    RunAction.RESET_PIN: QT_TRANSLATE_NOOP("RunProgressWords", "Making new PINs"),
    RunAction.REPLACE: QT_TRANSLATE_NOOP("RunProgressWords", "Replacing badges"),
    RunAction.EXTEND: QT_TRANSLATE_NOOP("RunProgressWords", "Extending badges"),
}

_ENDS = {
    RunAction.ISSUE: (
        QT_TRANSLATE_NOOP("RunProgressWords", "No badge was made"),
        QT_TRANSLATE_NOOP("RunProgressWords", "1 badge and PIN is made"),
        QT_TRANSLATE_NOOP("RunProgressWords", "{count} badges and PINs are made"),
    ),
    RunAction.RESET_PIN: (
        QT_TRANSLATE_NOOP("RunProgressWords", "No PIN was made"),
        QT_TRANSLATE_NOOP("RunProgressWords", "1 new PIN is made"),
        QT_TRANSLATE_NOOP("RunProgressWords", "{count} new PINs are made"),
    ),
    RunAction.REPLACE: (
        QT_TRANSLATE_NOOP("RunProgressWords", "No badge was replaced"),
        QT_TRANSLATE_NOOP("RunProgressWords", "1 badge is replaced"),
        QT_TRANSLATE_NOOP("RunProgressWords", "{count} badges are replaced"),
    ),
    RunAction.EXTEND: (
        QT_TRANSLATE_NOOP("RunProgressWords", "No badge was extended"),
        QT_TRANSLATE_NOOP("RunProgressWords", "1 badge is extended"),
        QT_TRANSLATE_NOOP("RunProgressWords", "{count} badges are extended"),
    ),
}

_BADGES_ALONE = (
    QT_TRANSLATE_NOOP("RunProgressWords", "1 badge is made"),
    QT_TRANSLATE_NOOP("RunProgressWords", "{count} badges are made"),
)

_NONE_ON_PAPER = {
    RunAction.ISSUE: QT_TRANSLATE_NOOP("RunProgressWords", "No badge is on paper"),
    RunAction.RESET_PIN: QT_TRANSLATE_NOOP("RunProgressWords", "No new PIN is on paper"),
    RunAction.REPLACE: QT_TRANSLATE_NOOP("RunProgressWords", "No new badge is on paper"),
}

_ON_NO_PAPER = {
    RunAction.ISSUE: (
        QT_TRANSLATE_NOOP(
            "RunProgressWords",
            "A badge was made for 1 person, but it is on no paper. This person needs another "
            "one: 'Team' on the search page offers to go on with this run, and begins with them.",
        ),
        QT_TRANSLATE_NOOP(
            "RunProgressWords",
            "Badges were made for {count} people, but they are on no paper. These people need "
            "others: 'Team' on the search page offers to go on with this run, and begins with "
            "them.",
        ),
    ),
    RunAction.RESET_PIN: (
        QT_TRANSLATE_NOOP(
            "RunProgressWords",
            "The old PIN of 1 person works no more, and the new one is on no paper. This person "
            "needs another one: 'Team' on the search page offers to go on with this run, and "
            "begins with them.",
        ),
        QT_TRANSLATE_NOOP(
            "RunProgressWords",
            "The old PINs of {count} people work no more, and the new ones are on no paper. "
            "These people need others: 'Team' on the search page offers to go on with this run, "
            "and begins with them.",
        ),
    ),
    RunAction.REPLACE: (
        QT_TRANSLATE_NOOP(
            "RunProgressWords",
            "The old badge of 1 person works no more, and the new one is on no paper. This "
            "person needs another one: 'Team' on the search page offers to go on with this run, "
            "and begins with them.",
        ),
        QT_TRANSLATE_NOOP(
            "RunProgressWords",
            "The old badges of {count} people work no more, and the new ones are on no paper. "
            "These people need others: 'Team' on the search page offers to go on with this run, "
            "and begins with them.",
        ),
    ),
}


def running_title(view: TeamView) -> str:
    """Say what is being done."""
    return translate(_CONTEXT, _TITLES[view.action])


def progress_words(progress: RunProgress) -> str:
    """Say how many are through and how many are left."""
    text = translate("RunProgressWords", "{done} done, {failed} failed, {left} left")
    return text.format(
        done=number(progress.done), failed=number(progress.failed), left=number(progress.left)
    )


def pace_words(progress: RunProgress) -> str:
    """Say how quick it goes and how long it takes; empty while nobody can say."""
    sentences = []
    if progress.rate >= 1:
        text = translate("RunProgressWords", "About {rate} people a minute.")
        sentences.append(text.format(rate=number(round(progress.rate))))
    if progress.seconds_left is not None:
        sentences.append(_time_to_go(progress.seconds_left))
    return " ".join(sentences)


def part_words(view: TeamView) -> str:
    """Say which part is on its way to paper, or was there last."""
    run = view.run
    if run.part is None or not view.action.makes_paper:
        return ""
    if run.is_part_waiting and run.has_paper_problem:
        text = translate("RunProgressWords", "Part {part} is not on paper yet.")
    elif view.paper.folder:
        text = (
            translate("RunProgressWords", "Part {part} is being saved.")
            if run.is_part_waiting
            else translate("RunProgressWords", "Part {part} is saved.")
        )
    else:
        text = (
            translate("RunProgressWords", "Part {part} is at the printer.")
            if run.is_part_waiting
            else translate("RunProgressWords", "Part {part} is printed.")
        )
    return text.format(part=number(run.part))


def problem_words(view: TeamView) -> str:
    """Say what to do where the usual sentence does not fit a run; empty where it does."""
    run, folder = view.run, view.paper.folder
    is_unsaved = run.problem is not None and run.problem.code is ErrorCode.FILE_NOT_WRITTEN
    if not is_unsaved or not folder or run.part is None:
        return ""
    # In the middle of a run no other folder can be chosen.
    text = translate(
        "RunProgressWords",
        "Part {part} could not be saved. Look whether {folder} is still there and has room, then "
        "go on. If that does not help, cancel the run and take it up again with another folder.",
    )
    return text.format(part=number(run.part), folder=breakable(folder))


def standing_words(run: RunView) -> str:
    """Say why nothing seems to happen; empty while something does."""
    if run.is_cancelling:
        return translate(
            "RunProgressWords",
            "The run is being cancelled. What is under way is finished first; nobody else is "
            "changed.",
        )
    if run.phase is RunPhase.PAUSED:
        return translate(
            "RunProgressWords",
            "The run is paused. What was under way is finished; nobody else is changed.",
        )
    if run.progress.waiting_seconds is not None:
        text = translate(
            "RunProgressWords",
            "The service asks the station to wait. It goes on by itself in {time}.",
        )
        return text.format(time=minutes_and_seconds(round(run.progress.waiting_seconds)))
    return ""


def end_title(view: TeamView) -> str:
    """Say how many were done."""
    done = view.run.progress.done
    none, one, many = _ENDS[view.action]
    if view.run.on_no_paper:
        none = _NONE_ON_PAPER[view.action]
    if view.action is RunAction.ISSUE and view.run.keep_pin:
        one, many = _BADGES_ALONE
    text = translate(_CONTEXT, none if done == 0 else one if done == 1 else many)
    return text.format(count=number(done))


def end_sentences(view: TeamView) -> list[str]:
    """Say what did not work, what was not begun, and where the pages are."""
    run, progress, sentences = view.run, view.run.progress, []
    not_begun = progress.left - run.on_no_paper
    if run.phase is RunPhase.CANCELLED:
        sentences.append(translate("RunProgressWords", "The run was cancelled."))
    if run.on_no_paper:
        sentences.append(counted(_CONTEXT, _ON_NO_PAPER[view.action], run.on_no_paper))
    if progress.failed == 1:
        sentences.append(translate("RunProgressWords", "1 did not work; why is told below."))
    elif progress.failed:
        text = translate("RunProgressWords", "{count} did not work; why is told below.")
        sentences.append(text.format(count=number(progress.failed)))
    elif not progress.left:
        sentences.append(translate("RunProgressWords", "Nothing went wrong."))
    if not_begun == 1:
        sentences.append(translate("RunProgressWords", "1 was not begun and stays as it is."))
    elif not_begun > 0:
        text = translate("RunProgressWords", "{count} were not begun and stay as they are.")
        sentences.append(text.format(count=number(not_begun)))
    if view.action is RunAction.ISSUE and run.keep_pin == 1:
        sentences.append(translate("RunProgressWords", "1 person keeps the PIN that they have."))
    elif view.action is RunAction.ISSUE and run.keep_pin:
        text = translate("RunProgressWords", "{count} people keep the PIN that they have.")
        sentences.append(text.format(count=number(run.keep_pin)))
    if run.pages:
        text = translate(
            "RunProgressWords",
            "The PDF files are in {folder}. Print them, then delete them: whoever opens them can "
            "use what is in them.",
        )
        sentences.append(text.format(folder=breakable(run.pages)))
    return sentences


def failure_name(failure: Failure) -> str:
    """Return who it failed for; by number where the name is not known."""
    if failure.name:
        return failure.name
    return translate("RunProgressWords", "Number {number}").format(number=number(failure.number))


def failure_reason(code: str) -> str:
    """Return the sentence for a code; an unknown one has that for what nobody expected."""
    known = ErrorCode(code) if code in set(ErrorCode) else ErrorCode.UNEXPECTED
    return failure_text(StationError(known))


def _time_to_go(seconds: float) -> str:
    if seconds < _MINUTE:
        return translate("RunProgressWords", "Less than a minute to go.")
    minutes = round(seconds / _MINUTE)
    if minutes == 1:
        return translate("RunProgressWords", "About a minute to go.")
    if seconds < _HOUR:
        text = translate("RunProgressWords", "About {minutes} minutes to go.")
        return text.format(minutes=number(minutes))
    hours, rest = divmod(minutes, 60)
    text = translate("RunProgressWords", "About {hours} h {minutes} min to go.")
    return text.format(hours=number(hours), minutes=rest)
