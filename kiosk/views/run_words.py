"""What a run does, whom it leaves out and what it asks, in words."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QLocale

from kiosk.controllers.team_view import LookView, TeamView
from kiosk.models.run import RowState, RunAction
from kiosk.models.run_words import CONTEXT as STATE_CONTEXT
from kiosk.models.run_words import STATE_WORDS, ready_words
from kiosk.models.translatable import QT_TRANSLATE_NOOP

translate = QCoreApplication.translate

_CONTEXT = "RunWords"

_TITLES = {
    RunAction.ISSUE: QT_TRANSLATE_NOOP("RunWords", "New badges and PINs"),
    RunAction.RESET_PIN: QT_TRANSLATE_NOOP("RunWords", "New PINs"),
    RunAction.REPLACE: QT_TRANSLATE_NOOP("RunWords", "Replace badges"),
    RunAction.EXTEND: QT_TRANSLATE_NOOP("RunWords", "Extend badges"),
}

_EXPLANATIONS = {
    RunAction.ISSUE: QT_TRANSLATE_NOOP("RunWords", "For people who have no badge yet"),
    RunAction.RESET_PIN: QT_TRANSLATE_NOOP("RunWords", "The badges that they have stay"),
    RunAction.REPLACE: QT_TRANSLATE_NOOP("RunWords", "Old badges stop working, the PINs stay"),
    RunAction.EXTEND: QT_TRANSLATE_NOOP("RunWords", "Badges work longer, nothing is printed"),
}

_WILL_BE_DONE = {
    RunAction.ISSUE: (
        QT_TRANSLATE_NOOP("RunWords", "1 of {total} will get a badge and a PIN."),
        QT_TRANSLATE_NOOP("RunWords", "{count} of {total} will get a badge and a PIN."),
    ),
    RunAction.RESET_PIN: (
        QT_TRANSLATE_NOOP("RunWords", "1 of {total} will get a new PIN."),
        QT_TRANSLATE_NOOP("RunWords", "{count} of {total} will get a new PIN."),
    ),
    RunAction.REPLACE: (
        QT_TRANSLATE_NOOP("RunWords", "1 of {total} will get a new badge."),
        QT_TRANSLATE_NOOP("RunWords", "{count} of {total} will get a new badge."),
    ),
    RunAction.EXTEND: (
        QT_TRANSLATE_NOOP("RunWords", "1 badge of {total} people will work longer."),
        QT_TRANSLATE_NOOP("RunWords", "{count} badges of {total} people will work longer."),
    ),
}

_WILL_KEEP_PIN = (
    QT_TRANSLATE_NOOP("RunWords", "1 of {total} will get a new badge and keep the PIN."),
    QT_TRANSLATE_NOOP("RunWords", "{count} of {total} will get a new badge and keep the PIN."),
)

_COUNTS = {
    RowState.HAS_BADGE: (
        QT_TRANSLATE_NOOP("RunWords", "1 has a badge already."),
        QT_TRANSLATE_NOOP("RunWords", "{count} have a badge already."),
    ),
    RowState.HAS_NO_BADGE: (
        QT_TRANSLATE_NOOP("RunWords", "1 has no badge."),
        QT_TRANSLATE_NOOP("RunWords", "{count} have no badge."),
    ),
    RowState.HAS_NO_METHOD: (
        QT_TRANSLATE_NOOP("RunWords", "1 has no badge and no PIN."),
        QT_TRANSLATE_NOOP("RunWords", "{count} have no badge and no PIN."),
    ),
    RowState.NO_GAIN: (
        QT_TRANSLATE_NOOP("RunWords", "1 badge cannot last longer than it does."),
        QT_TRANSLATE_NOOP("RunWords", "{count} badges cannot last longer than they do."),
    ),
    RowState.NOT_FOUND: (
        QT_TRANSLATE_NOOP("RunWords", "1 was not found."),
        QT_TRANSLATE_NOOP("RunWords", "{count} were not found."),
    ),
    RowState.SEVERAL_MATCH: (
        QT_TRANSLATE_NOOP("RunWords", "1 entry fits several people."),
        QT_TRANSLATE_NOOP("RunWords", "{count} entries fit several people."),
    ),
    RowState.NAMED_TWICE: (
        QT_TRANSLATE_NOOP("RunWords", "1 is named twice."),
        QT_TRANSLATE_NOOP("RunWords", "{count} are named twice."),
    ),
    RowState.DISABLED: (
        QT_TRANSLATE_NOOP("RunWords", "1 has a disabled account."),
        QT_TRANSLATE_NOOP("RunWords", "{count} have a disabled account."),
    ),
    RowState.NOT_PERMITTED: (
        QT_TRANSLATE_NOOP("RunWords", "1 is somebody whom you may not change."),
        QT_TRANSLATE_NOOP("RunWords", "{count} are people whom you may not change."),
    ),
    RowState.NOT_ENABLED: (
        QT_TRANSLATE_NOOP("RunWords", "1 may not use badges."),
        QT_TRANSLATE_NOOP("RunWords", "{count} may not use badges."),
    ),
    RowState.NOT_READ: (
        QT_TRANSLATE_NOOP("RunWords", "1 could not be read."),
        QT_TRANSLATE_NOOP("RunWords", "{count} could not be read."),
    ),
}

_LEFT_OUT = (
    QT_TRANSLATE_NOOP("RunWords", "You have left out 1."),
    QT_TRANSLATE_NOOP("RunWords", "You have left out {count}."),
)

_BUTTONS = {
    RunAction.ISSUE: (
        QT_TRANSLATE_NOOP("RunWords", "Make 1 badge"),
        QT_TRANSLATE_NOOP("RunWords", "Make {count} badges"),
    ),
    RunAction.RESET_PIN: (
        QT_TRANSLATE_NOOP("RunWords", "Make 1 new PIN"),
        QT_TRANSLATE_NOOP("RunWords", "Make {count} new PINs"),
    ),
    RunAction.REPLACE: (
        QT_TRANSLATE_NOOP("RunWords", "Replace 1 badge"),
        QT_TRANSLATE_NOOP("RunWords", "Replace {count} badges"),
    ),
    RunAction.EXTEND: (
        QT_TRANSLATE_NOOP("RunWords", "Extend 1 badge"),
        QT_TRANSLATE_NOOP("RunWords", "Extend {count} badges"),
    ),
}

_QUESTIONS = {
    RunAction.ISSUE: (
        QT_TRANSLATE_NOOP("RunWords", "Make a badge and a PIN for 1 person?"),
        QT_TRANSLATE_NOOP("RunWords", "Make badges and PINs for {count} people?"),
    ),
    RunAction.RESET_PIN: (
        QT_TRANSLATE_NOOP("RunWords", "Make a new PIN for 1 person?"),
        QT_TRANSLATE_NOOP("RunWords", "Make new PINs for {count} people?"),
    ),
    RunAction.REPLACE: (
        QT_TRANSLATE_NOOP("RunWords", "Replace the badge of 1 person?"),
        QT_TRANSLATE_NOOP("RunWords", "Replace the badges of {count} people?"),
    ),
    RunAction.EXTEND: (
        QT_TRANSLATE_NOOP("RunWords", "Extend the badge of 1 person?"),
        QT_TRANSLATE_NOOP("RunWords", "Extend the badges of {count} people?"),
    ),
}

_BADGES_ALONE = (
    QT_TRANSLATE_NOOP("RunWords", "Make a badge for 1 person?"),
    QT_TRANSLATE_NOOP("RunWords", "Make badges for {count} people?"),
)

_GET_BOTH = (
    QT_TRANSLATE_NOOP(
        "RunWords",
        "1 of them gets a badge and a PIN, which is changed at the first sign-in.",
    ),
    QT_TRANSLATE_NOOP(
        "RunWords",
        "{count} of them get a badge and a PIN, which they change when they sign in first.",
    ),
)

_KEEP_PIN = (
    QT_TRANSLATE_NOOP(
        "RunWords", "1 of them has a PIN already, keeps it and gets a new badge for it."
    ),
    QT_TRANSLATE_NOOP(
        "RunWords", "{count} of them have a PIN already, keep it and get a new badge for it."
    ),
)

_NOTHING_STOPS = QT_TRANSLATE_NOOP("RunWords", "Nothing that they have now stops working.")

_GO_ON_WITH_ISSUE = QT_TRANSLATE_NOOP(
    "RunWords",
    "Each of them gets a badge. Whoever has no PIN yet gets one, which they change when they sign "
    "in first; whoever has one keeps it.",
)

_CONSEQUENCES = {
    RunAction.ISSUE: QT_TRANSLATE_NOOP(
        "RunWords",
        "Each of them gets a badge and a PIN, which they change when they sign in first. Nothing "
        "that they have now stops working.",
    ),
    RunAction.RESET_PIN: QT_TRANSLATE_NOOP(
        "RunWords",
        "Each of them gets a new PIN, which they change at the next sign-in. The PINs that they "
        "have now stop working at once; the badges stay.",
    ),
    RunAction.REPLACE: QT_TRANSLATE_NOOP(
        "RunWords",
        "Each of them gets a new badge. The badges that they have now stop working at once; the "
        "PINs stay.",
    ),
    RunAction.EXTEND: QT_TRANSLATE_NOOP(
        "RunWords",
        "Their badges work longer. Badges and PINs stay as they are, and nothing has to be "
        "printed.",
    ),
}


_WHERE = {
    RunAction.ISSUE: QT_TRANSLATE_NOOP("RunWords", "Where shall badges and PIN slips go?"),
    RunAction.RESET_PIN: QT_TRANSLATE_NOOP("RunWords", "Where shall the PIN slips go?"),
    RunAction.REPLACE: QT_TRANSLATE_NOOP("RunWords", "Where shall the badges go?"),
}


def number(count: int) -> str:
    """Return a number as the station's language writes it."""
    return QLocale().toString(count)


def action_title(action: RunAction) -> str:
    """Name what a run does."""
    return translate(_CONTEXT, _TITLES[action])


def action_explanation(action: RunAction) -> str:
    """Say for whom it is, or what it leaves alone."""
    return translate(_CONTEXT, _EXPLANATIONS[action])


def state_words(action: RunAction, state: RowState, *, keeps_pin: bool = False) -> str:
    """Say what would become of a row, or why nothing would."""
    is_ready = state is RowState.READY
    text = ready_words(action, keeps_pin=keeps_pin) if is_ready else STATE_WORDS[state]
    return translate(STATE_CONTEXT, text)


def filter_words(action: RunAction, state: RowState, look: LookView) -> str:
    """Say what would become of all rows in a state."""
    is_mixed = 0 < look.ready_keep_pin < look.counts.ready
    if action is RunAction.ISSUE and state is RowState.READY and is_mixed:
        return translate("RunWords", "New badge, with or without a PIN")
    return state_words(action, state, keeps_pin=look.ready_keep_pin > 0)


def count_sentences(action: RunAction, look: LookView) -> str:
    """Say how many would be done, and why the others would not."""
    total = number(look.total)
    keep = look.keep_pin if action is RunAction.ISSUE else 0
    sentences = []
    if look.taken > keep or not keep:
        sentences.append(counted(_CONTEXT, _WILL_BE_DONE[action], look.taken - keep, total=total))
    if keep:
        sentences.append(counted(_CONTEXT, _WILL_KEEP_PIN, keep, total=total))
    if look.left_out:
        sentences.append(counted(_CONTEXT, _LEFT_OUT, look.left_out))
    sentences += [
        counted(_CONTEXT, _COUNTS[state], count)
        for state, count in look.counts.by_state.items()
        if state is not RowState.READY
    ]
    return " ".join(sentences)


def button_words(view: TeamView) -> str:
    """Return the verb and how many."""
    if view.goes_on:
        return translate("RunWords", "Go on with the run")
    return counted(_CONTEXT, _BUTTONS[view.action], view.people)


def question_title(view: TeamView) -> str:
    """Ask whether it shall be done."""
    if view.sets_aside:
        return translate("RunWords", "Set aside the run that is not finished?")
    if view.goes_on:
        return translate("RunWords", "Go on with the run that is not finished?")
    if _keeping(view):
        return counted(_CONTEXT, _BADGES_ALONE, view.people)
    return counted(_CONTEXT, _QUESTIONS[view.action], view.people)


def question_sentences(view: TeamView) -> list[str]:
    """Say what will happen, and what stops working."""
    if view.sets_aside:
        return _set_aside_sentences(view)
    sentences = _consequences(view)
    if view.goes_on:
        sentences.insert(0, _still_to_do(view))
    if view.error is not None:
        sentences.insert(
            0,
            translate("RunWords", "The run has not gone on, and nobody was changed.")
            if view.goes_on
            else translate("RunWords", "The run has not begun, and nobody was changed."),
        )
    # What was said about paper a moment ago would only push the way on out of sight.
    if not view.action.makes_paper or view.error is not None:
        return sentences
    if view.paper.folder:
        sentences.append(
            translate(
                "RunWords",
                "Whoever opens the files can use what is in them. Delete them once they are "
                "printed.",
            )
        )
    else:
        sentences.append(
            translate(
                "RunWords",
                "They are printed a part at a time, and each part must be on paper before the "
                "next one begins. Stay near the printer.",
            )
        )
    return sentences


def paper_question(action: RunAction) -> str:
    """Ask where what comes out of a run shall go."""
    return translate(_CONTEXT, _WHERE[action]) if action in _WHERE else ""


def _consequences(view: TeamView) -> list[str]:
    if view.goes_on and view.action is RunAction.ISSUE:
        return [translate(_CONTEXT, _GO_ON_WITH_ISSUE)]
    keep = _keeping(view)
    if not keep:
        return [translate(_CONTEXT, _CONSEQUENCES[view.action])]
    sentences = [counted(_CONTEXT, _KEEP_PIN, keep), translate(_CONTEXT, _NOTHING_STOPS)]
    if view.people > keep:
        sentences.insert(0, counted(_CONTEXT, _GET_BOTH, view.people - keep))
    return [" ".join(sentences)]


def _keeping(view: TeamView) -> int:
    """Return how many of the run get a badge and keep the PIN that they have."""
    is_known = view.action is RunAction.ISSUE and not view.goes_on
    return view.look.keep_pin if is_known else 0


def _set_aside_sentences(view: TeamView) -> list[str]:
    sentences = [
        _still_to_do(view),
        translate(
            "RunWords",
            "A run that is set aside is never offered again. Whoever is left in it gets nothing, "
            "unless you choose them in a new run.",
        ),
    ]
    if view.action.makes_paper:
        text = translate(
            "RunWords",
            "Some of them may have a new badge or PIN that is on no paper, while the old one "
            "works no more. Going on with the run gives them another one.",
        )
        sentences.append(text)
    return sentences


def _still_to_do(view: TeamView) -> str:
    if view.unfinished is None:
        return ""
    text = translate("RunWords", "Still to do: {left} of {total} people.")
    left, total = number(view.unfinished.left), number(view.unfinished.total)
    return text.format(left=left, total=total)


def counted(context: str, forms: tuple[str, str], count: int, **places: str) -> str:
    """Return the sentence for one, or for so many, of a translation context."""
    text = translate(context, forms[0] if count == 1 else forms[1])
    return text.format(count=number(count), **places)
