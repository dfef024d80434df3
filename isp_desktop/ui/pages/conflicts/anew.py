"""The editor in which a field in conflict is written anew."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from isp_desktop.db.models import kinds
from isp_desktop.domain.kinds import FieldSpec
from isp_desktop.domain.language import _
from isp_desktop.services.linking import Linker
from isp_desktop.ui.kit.date_editors import DateEditor, TimeEditor
from isp_desktop.ui.kit.editors import Choice, ChoiceEditor, LineEditor, NumberEditor, YesNoEditor
from isp_desktop.ui.kit.entries import LinkEditor
from isp_desktop.ui.kit.fields import Editor
from isp_desktop.ui.kit.finder import Option
from isp_desktop.ui.kit.text_editor import TextEditor
from isp_desktop.ui.kit.theme import Theme

_SHORT = frozenset({"date", "time", "number", "choice"})
_SHORT_WIDTH = 280


def editor_of(theme: Theme, field: FieldSpec, linker: Linker) -> Editor | None:
    """An editor of one value of `field`; None for a field that nobody types, such as a photo."""
    label = _(field.label)
    make: Mapping[str, Callable[[], Editor]] = {
        "line": lambda: LineEditor(theme, label),
        "text": lambda: TextEditor(theme, label, lines=(4, 14)),
        "date": lambda: DateEditor(theme, label),
        "time": lambda: TimeEditor(theme, label),
        "number": lambda: NumberEditor(theme, label, field.least, field.most),
        "choice": lambda: ChoiceEditor(theme, label, [Choice(key, _(name)) for key, name in field.choices.items()]),
        "yes_no": lambda: YesNoEditor(theme, label),
        "link": lambda: _link_editor(theme, field, linker),
    }
    if field.type not in make or field.by_program:
        return None
    editor = make[field.type]()
    if field.type in _SHORT:
        editor.setMaximumWidth(theme.px(_SHORT_WIDTH))
    return editor


def _link_editor(theme: Theme, field: FieldSpec, linker: Linker) -> Editor:
    def find(words: str, limit: int) -> list[Option]:
        return [Option(one.uid, one.title, one.detail) for one in linker.offers_of(field.targets, words, limit)]

    return LinkEditor(theme, _(field.label), find, linker.title, None, kinds()[field.to].label)
