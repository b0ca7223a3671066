"""What the first-start assistant shows, as plain values."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import Enum, IntEnum, auto

from kiosk.models.errors import StationError
from kiosk.services.settings_writing import SavePlace


class SetupStep(IntEnum):
    """The steps, in their order."""

    IDS = 0
    STATION = 1
    PAPER = 2
    SAVE = 3


class IdState(Enum):
    """What is known of an id.

    TYPING is not of the right form yet, and WRONG still is not after a rest; WAITING is of the
    right form, but the organisation has to be known first. UNREACHED says that nobody could be
    asked.
    """

    EMPTY = auto()
    TYPING = auto()
    WRONG = auto()
    WAITING = auto()
    CHECKING = auto()
    KNOWN = auto()
    UNKNOWN = auto()
    UNREACHED = auto()

    @property
    def has_form(self) -> bool:
        """Whether it could be an id."""
        return self not in {IdState.EMPTY, IdState.TYPING, IdState.WRONG}

    @property
    def may_go_on(self) -> bool:
        """Whether there is nothing to wait for or to correct."""
        return self in {IdState.KNOWN, IdState.UNREACHED}


@dataclass(frozen=True)
class IdView:
    """One id as it is typed. `error` says why with WRONG and UNREACHED.

    `known_as` is the organisation's id where its domain was typed and is known.
    """

    text: str = ""
    state: IdState = IdState.EMPTY
    error: StationError | None = None
    known_as: str = ""


@dataclass(frozen=True)
class SetupView:
    """The page. `further` are keys of a pasted text that the page itself does not ask for.

    `gone` names layouts of it that are not on this computer. `has_pasted_nothing` says that there
    was nothing to take where a text should be pasted. `place` is where the settings will be saved,
    `saved` where they were.
    """

    step: SetupStep = SetupStep.IDS
    tenant: IdView = field(default_factory=IdView)
    client: IdView = field(default_factory=IdView)
    name: str = ""
    language: str = ""
    layout: str = ""
    printer: str = ""
    lock_seconds: int = 120
    further: tuple[str, ...] = ()
    gone: tuple[str, ...] = ()
    has_pasted_nothing: bool = False
    place: SavePlace | None = None
    is_saving: bool = False
    saved: SavePlace | None = None

    @property
    def may_go_on(self) -> bool:
        """Whether the next step can be taken.

        A registration that is not known may be one that is only just being made.
        """
        if self.step is not SetupStep.IDS:
            return self.step is not SetupStep.SAVE
        may_be_made = self.client.state is IdState.UNKNOWN
        return self.tenant.state.may_go_on and (self.client.state.may_go_on or may_be_made)
