"""The first step: the organisation, and the registration that it has made for the station."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget

from kiosk.controllers.setup import SetupController
from kiosk.controllers.setup_view import IdState, SetupView
from kiosk.views.layouts import Column, Row
from kiosk.views.setup.id_field import IdField
from kiosk.views.setup.id_words import client_words, tenant_words
from kiosk.views.surroundings import Surroundings
from kiosk.views.widgets.buttons import Button
from kiosk.views.widgets.text import Text

_ASK_AGAIN = frozenset({IdState.UNKNOWN, IdState.UNREACHED})


class IdsPanel(QWidget):
    """`entered` says that Enter was pressed in the last field."""

    entered = Signal()

    def __init__(self, surroundings: Surroundings, setup: SetupController) -> None:
        super().__init__()
        look = surroundings.look
        self._setup = setup
        self._lead = Text("quiet", name="setupIdsLead")
        self._paste = Button(look, "secondary", "list", name="pasteIdsButton")
        self._paste.clicked.connect(lambda: setup.paste_all(QGuiApplication.clipboard().text()))
        self._again = Button(look, "quiet", "again", name="askAgainButton")
        self._again.clicked.connect(setup.ask_again)
        self._tenant = IdField(look, name="tenantField", state_name="tenantState")
        self._tenant.edited.connect(setup.set_tenant)
        self._tenant.pasted.connect(setup.paste_all)
        self._client = IdField(look, name="clientField", state_name="clientState")
        self._client.edited.connect(setup.set_client)
        self._client.pasted.connect(setup.paste_all)
        self._tenant.entered.connect(self._client.take_focus)
        self._client.entered.connect(self.entered)
        self._top = Row(look, gap=16)
        self._top.addWidget(self._lead, 1)
        self._top.addWidget(self._paste)
        self._top.addWidget(self._again)
        column = Column(look, gap=8, parent=self)
        column.addLayout(self._top)
        column.addWidget(self._tenant)
        column.addWidget(self._client)

    def retranslate(self) -> None:
        """Say every text in the language of now."""
        self._paste.show_text(self.tr("Paste"))
        self._again.show_text(self.tr("Ask again"))
        self._tenant.name(self.tr("Organisation (tenant id or domain)"))
        self._client.name(self.tr("This station's registration (application or client id)"))

    def show_view(self, view: SetupView) -> None:
        """Show both ids and what is known of them."""
        self._lead.set_role("warn" if view.has_pasted_nothing else "quiet")
        self._lead.setText(self._lead_words(view))
        self._tenant.show_id(view.tenant.text, view.tenant.state, tenant_words(view.tenant))
        self._client.show_id(view.client.text, view.client.state, client_words(view))
        self._again.setVisible(bool({view.tenant.state, view.client.state} & _ASK_AGAIN))

    def stack_when(self, *, narrow: bool) -> None:
        """Put the buttons under the words where there is no room beside them."""
        self._top.stack_when(narrow=narrow)

    def take_focus(self) -> None:
        """Let the fingers type where something is missing."""
        has_tenant = self._setup.view.tenant.state.has_form
        has_client = self._setup.view.client.state.has_form
        (self._client if has_tenant and not has_client else self._tenant).take_focus()

    def _lead_words(self, view: SetupView) -> str:
        if view.has_pasted_nothing:
            return self.tr(
                "What was copied last holds neither both ids nor a settings text. Copy them from "
                "what your IT team sent you, then press 'Paste' again."
            )
        if view.further:
            return self.tr("From the text this was taken as well: {keys}.").format(
                keys=", ".join(view.further)
            )
        return self.tr(
            "Your IT team has sent you two ids. Copy both at once, or the whole settings text, and "
            "press 'Paste'. You can also type them."
        )
