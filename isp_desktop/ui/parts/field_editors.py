"""The editor of a field as its declaration says."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from isp_desktop.domain.kinds import FieldSpec
from isp_desktop.domain.language import _
from isp_desktop.ui.kit.date_editors import DateEditor, TimeEditor
from isp_desktop.ui.kit.editors import Choice, ChoiceEditor, LineEditor, NumberEditor, YesNoEditor
from isp_desktop.ui.kit.entries import LinkEditor, LinksEditor, TagsEditor
from isp_desktop.ui.kit.fields import Editor
from isp_desktop.ui.kit.picks import PickGroup, PicksEditor
from isp_desktop.ui.kit.text_editor import TextEditor
from isp_desktop.ui.kit.theme import Theme
from isp_desktop.ui.parts.activities import activity_groups
from isp_desktop.ui.parts.links import Links

TYPED = frozenset({"line", "text", "date", "time", "number", "choice", "yes_no", "link", "links", "tags", "picks"})
"""The types of fields that are typed or picked, unlike a photo."""

_SHORT = frozenset({"date", "time", "number", "choice"})
_SHORT_WIDTH = 280


def editor_of(
    theme: Theme,
    field: FieldSpec,
    links: Links,
    label: str = "",
    lines: tuple[int, int] = (2, 16),
    *,
    tools: bool = True,
    icon: str = "",
    usual: Sequence[str] = (),
) -> Editor:
    """An editor of `field`, whose type is one of `TYPED`.

    Args:
        label: what a screen reader calls it; "" where a form says that.
        lines: the fewest and the most lines of a text before it scrolls.
        tools: a text has buttons for what can be done to it.
        icon: stands in a field of one link.
        usual: the codes of the activities that are offered first; all of them for none.
    """
    make: Mapping[str, Callable[[], Editor]] = {
        "line": lambda: LineEditor(theme, label),
        "text": lambda: TextEditor(theme, label, lines=lines, tools=tools),
        "date": lambda: DateEditor(theme, label),
        "time": lambda: TimeEditor(theme, label),
        "number": lambda: NumberEditor(theme, label, field.least, field.most),
        "choice": lambda: ChoiceEditor(theme, label, choices_of(field)),
        "yes_no": lambda: YesNoEditor(theme, label),
        "link": lambda: LinkEditor(theme, label, *links.to(field), icon=icon),
        "links": lambda: LinksEditor(theme, label, *links.to(field)),
        "tags": lambda: TagsEditor(theme, label),
        "picks": lambda: _picks(theme, label, field, usual),
    }
    return make[field.type]()


def _picks(theme: Theme, label: str, field: FieldSpec, usual: Sequence[str]) -> Editor:
    """Chips; activities under their competencies and in words."""
    if field.name == "activities":
        return PicksEditor(theme, label, activity_groups(), usual)
    return PicksEditor(theme, label, [PickGroup("", tuple(choices_of(field)))])


def shortened(theme: Theme, field: FieldSpec, editor: Editor) -> Editor:
    """The editor, no wider than a day, a number or a choice takes."""
    if field.type in _SHORT:
        editor.setMaximumWidth(theme.px(_SHORT_WIDTH))
    return editor


def choices_of(field: FieldSpec) -> list[Choice]:
    """What can be chosen in `field`."""
    return [Choice(key, _(label)) for key, label in field.choices.items()]
