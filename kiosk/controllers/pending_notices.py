"""Notices for one account only, which wait until it has signed in again."""

from __future__ import annotations

from kiosk.controllers.window_state import Notice


class PendingNotices:
    """Tells each notice once, in the order in which they came, and to nobody else."""

    def __init__(self) -> None:
        self._of_account: dict[str, list[Notice]] = {}

    def add(self, account_id: str, notice: Notice) -> None:
        """Keep a notice for an account; one that says the same already is enough."""
        notices = self._of_account.setdefault(account_id, [])
        if notice not in notices:
            notices.append(notice)

    def take_next(self, account_id: str) -> Notice | None:
        """Return what is to be told next, which is not kept any more; None for nothing."""
        notices = self._of_account.get(account_id)
        return notices.pop(0) if notices else None

    def clear(self) -> None:
        """Keep nothing for anybody."""
        self._of_account.clear()
