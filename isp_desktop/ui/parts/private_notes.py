"""The field for what only the practitioner should know, in its panel."""

from __future__ import annotations

from isp_desktop.domain.language import _
from isp_desktop.ui.kit.forms import Form
from isp_desktop.ui.kit.panels import PrivatePanel
from isp_desktop.ui.kit.text_editor import TextEditor
from isp_desktop.ui.kit.theme import Theme


def add_private_notes(theme: Theme, form: Form) -> None:
    """Adds the editor of `private_notes` to `form`."""
    panel = PrivatePanel(theme)
    own = TextEditor(theme, _("Private notes"), _("What only you should know"), lines=(2, 12), bare=True)
    own.setObjectName("private_notes")
    panel.column.addWidget(own)
    form.know("private_notes", own)
    form.add_row(_("Only for you"), panel)
