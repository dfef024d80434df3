"""The lists of choices of a draft: one choice a line, with its label and what it scores."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from isp_desktop.domain.instrument import Instrument
from isp_desktop.domain.language import _
from isp_desktop.services.capacity import drafting
from isp_desktop.services.capacity.drafting import Refused
from isp_desktop.ui.kit.editors import Choice, ChoiceEditor, LineEditor
from isp_desktop.ui.kit.forms import Form
from isp_desktop.ui.kit.text_editor import TextEditor
from isp_desktop.ui.kit.theme import Theme
from isp_desktop.ui.kit.typed_dialog import TypedDialog

NEW = "+"
"""What is chosen for a list that is not there yet; no list can be called so."""


class ChoicesDialog(TypedDialog):
    """One list in one language at a time.

    Args:
        language: the one to begin with.
        keep: puts what was made of the instrument in its place; raises Refused where that cannot be.
    """

    def __init__(
        self,
        theme: Theme,
        instrument: Instrument,
        language: str,
        keep: Callable[[Instrument], object],
        parent: QWidget | None = None,
    ) -> None:
        sentence = _(
            "One choice on each line: its name, then “|” and its label, then “|” and what it scores. Without a score, "
            "a name that is a number counts as that. A list without a line is taken out."
        )
        super().__init__(theme, _("Choices"), sentence, parent)
        self._instrument, self._put = instrument, keep
        self.form = Form(theme)
        named = [Choice(name, name) for name in instrument.lists]
        self.list = ChoiceEditor(theme, choices=[*named, Choice(NEW, _("A new list"))])
        self.name = LineEditor(theme, placeholder=_("One word, such as agreement"))
        languages = [Choice(one, one or _("Without a name")) for one in instrument.languages]
        self.language = ChoiceEditor(theme, choices=languages)
        self.lines = TextEditor(theme, placeholder=_("1 | Not at all"), lines=(6, 14), tools=False)
        self.form.add("list", _("List"), self.list)
        self._name_row = self.form.add("name", _("Its name"), self.name)
        language_row = self.form.add("language", _("Language"), self.language)
        language_row.setVisible(len(languages) > 1)
        self.form.add("lines", _("Choices"), self.lines)
        for name, editor in self.form.editors.items():
            editor.setObjectName(name)
        self.column.addWidget(self.form)
        self._add_buttons()
        self._lists = dict(instrument.lists)
        self._shown = next(iter(instrument.lists), NEW)
        self.list.set_value(self._shown)
        self.language.set_value(language)
        self._spoken = language
        self.list.changed.connect(lambda: self._go_on(str(self.list.value() or NEW), self._spoken))
        self.language.changed.connect(lambda: self._go_on(self._shown, str(self.language.value() or "")))
        self._show_list()

    def _show_list(self) -> None:
        self._name_row.setVisible(self._shown == NEW)
        self.lines.set_value(drafting.choice_lines(self._lists.get(self._shown, ()), self._spoken))
        self.form.set_errors({})

    def _go_on(self, shown: str, language: str) -> None:
        """Goes on with another list or in another language; what was typed before is kept until then."""
        refused = self._take_typed()
        if refused:
            self.list.set_value(self._shown)
            self.language.set_value(self._spoken)
            self.form.set_errors(refused)
            return
        self._shown, self._spoken = shown, language
        self._show_list()

    def _take_typed(self) -> dict[str, str]:
        """Takes what stands there into its list; gives what is wrong, by the name of the field."""
        text, name = str(self.lines.value() or ""), self._shown
        if name == NEW and not text:
            return {}
        if name == NEW:
            wanted = str(self.name.value() or "")
            name = drafting.free_name((), wanted, "list")
            if not wanted or name in self._lists:
                told = _("Another list has this name.") if wanted else _("Give the list a name, one word.")
                return {"name": told}
        try:
            choices = drafting.choices_from(text, self._spoken, self._lists.get(name, ()))
            drafting.with_list(self._instrument, name, choices)
        except Refused as refused:
            return {"lines": str(refused)}
        self._lists[name] = choices
        if self._shown == NEW:
            self._shown = name
            self.name.set_value(None)
            self.list.set_choices([*(Choice(one, one) for one in self._lists), Choice(NEW, _("A new list"))])
        return {}

    def is_typed(self) -> bool:
        """Whether a list is other than it was, or a line or a name stands there that is in none yet."""
        shown = drafting.choice_lines(self._lists.get(self._shown, ()), self._spoken)
        is_here = str(self.lines.value() or "") != shown or bool(self._shown == NEW and self.name.value())
        return is_here or self._lists != self._instrument.lists

    def keep(self) -> None:
        """Puts the lists into the instrument, or says in which line something is wrong."""
        errors = self._take_typed()
        self.form.set_errors(errors)
        if errors:
            return
        made = self._instrument
        for name, choices in self._lists.items():
            if choices != made.lists.get(name, ()):
                made = drafting.with_list(made, name, choices)
        try:
            self._put(made)
        except Refused as refused:
            self.form.set_errors({"lines": str(refused)})
        else:
            self.accept()
