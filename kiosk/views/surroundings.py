"""What every page of the window gets handed in."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from kiosk.models.clock import Clock
from kiosk.views.dialogues import Dialogues
from kiosk.views.look import Look

if TYPE_CHECKING:
    from kiosk.controllers.conversations import Conversations


@dataclass(frozen=True)
class Surroundings:
    """The look, the controllers to talk to, what time it is, and what opens dialogues."""

    look: Look
    conversations: Conversations
    clock: Clock
    dialogues: Dialogues
