"""The editor of a field as its declaration says."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from isp_desktop.domain.kinds import FieldSpec
from isp_desktop.domain.language import _
from isp_desktop.ui.kit.date_editors import DateEditor, TimeEditor
from isp_desktop.ui.kit.editors import Choice, ChoiceEditor, LineEditor, NumberEditor, YesNoEditor
from isp_desktop.ui.kit.entries import LinkEditor, LinksEditor, TagsEditor
from isp_desktop.ui.kit.fields import Editor
from isp_desktop.ui.kit.paint import text_width
from isp_desktop.ui.kit.picks import PickGroup, PicksEditor
from isp_desktop.ui.kit.text_editor import TextEditor
from isp_desktop.ui.kit.theme import Theme
from isp_desktop.ui.parts.activities import activity_groups
from isp_desktop.ui.parts.links import Links

TYPED = frozenset({"line", "text", "date", "time", "number", "choice", "yes_no", "link", "links", "tags", "picks"})
"""The types of fields that are typed or picked, unlike a photo."""

_SHORT = frozenset({"date", "time", "number", "choice"})
_SHORT_WIDTH = 280
# What stands around the words of a choice, its arrow among it.
_AROUND_CHOICE = 60


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
    """Chips; activities under their competencies and in words, a few of them at first."""
    return PicksEditor(theme, label, groups_of(field), usual if field.name == "activities" else ())


def shortened(theme: Theme, field: FieldSpec, editor: Editor) -> Editor:
    """The editor, no wider than a day, a number or a choice takes; one of long choices shows the whole of them."""
    if field.type in _SHORT:
        words = max((text_width(theme.body(), one.label) for one in choices_of(field)), default=0)
        editor.setMaximumWidth(max(theme.px(_SHORT_WIDTH), words + theme.px(_AROUND_CHOICE)))
    return editor


def groups_of(field: FieldSpec) -> list[PickGroup]:
    """What can be picked in `field`; the practice's activities by what they are called, under their competencies."""
    return activity_groups() if field.name == "activities" else [PickGroup("", tuple(choices_of(field)))]


def choices_of(field: FieldSpec) -> list[Choice]:
    """What can be chosen in `field`."""
    return [Choice(key, _(label)) for key, label in field.choices.items()]
