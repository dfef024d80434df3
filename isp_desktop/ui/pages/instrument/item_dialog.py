"""An item or a section of a draft: what it asks, how it is answered, what it tells of capacity, when it is asked."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, cast

import msgspec
from PySide6.QtWidgets import QWidget

from isp_desktop.domain.instrument import CONTAINERS, SELECTS, Instrument, Item, Kind, walk
from isp_desktop.domain.language import _
from isp_desktop.domain.vocabulary import CAPACITY_DIMENSIONS, CAPACITY_FORMS, CAPACITY_TYPES, LEVELS
from isp_desktop.services.capacity import drafting
from isp_desktop.services.capacity.drafting import Path, Refused
from isp_desktop.services.capacity.instrument_words import KINDS
from isp_desktop.ui.kit.checks import CheckBox
from isp_desktop.ui.kit.dialogs import Scrolled
from isp_desktop.ui.kit.editors import Choice, ChoiceEditor, LineEditor, NumberEditor
from isp_desktop.ui.kit.forms import Form
from isp_desktop.ui.kit.mirror import pad
from isp_desktop.ui.kit.text import Label, Prose
from isp_desktop.ui.kit.text_editor import TextEditor
from isp_desktop.ui.kit.theme import Theme
from isp_desktop.ui.kit.typed_dialog import TypedDialog

_TEXTS = ("label", "hint")
_MESSAGE = "constraint_message"
_EXPRESSIONS = ("relevant", "constraint", "calculation", "choice_filter", "repeat_count")
_WORDS = (*_EXPRESSIONS, "list", "capacity_type", "level", "form", "dimension", "default")
_RANGE = ("start", "end", "step")
_MOST_WEIGHT = 1000
_TRUE = "true()"
# Which fields stand there for which kinds; all others always do.
_ONLY: Mapping[str, frozenset[str]] = {
    "default": frozenset(KINDS) - {"note", "calculate"},
    "list": SELECTS,
    "choice_filter": SELECTS,
    "calculation": frozenset({"calculate"}),
    "repeat_count": frozenset({"repeat"}),
    **dict.fromkeys(_RANGE, frozenset({"range"})),
}


class ItemDialog(TypedDialog):
    """Its fields; what cannot be kept is marked there, and the dialog stays.

    Args:
        path: of the item that is edited, or of the one behind which a new one goes.
        item: what it begins with.
        keep: puts the item into the instrument; raises Refused where that cannot be.

    Attributes:
        form, checks: its fields, and its boxes to tick, by the attributes of an item.
    """

    def __init__(
        self,
        theme: Theme,
        instrument: Instrument,
        path: Path,
        item: Item,
        keep: Callable[[Item], object],
        parent: QWidget | None = None,
    ) -> None:
        self._is_section = item.kind in CONTAINERS
        super().__init__(theme, _title(item, self._is_section), "", parent)
        self._instrument, self._path, self._item, self._put = instrument, path, item, keep
        self.form = Form(theme, label_column=140)
        pad(self.form.column, 0, 0, theme.px(10), 0)
        self._rows: dict[str, QWidget] = {}
        self.checks: dict[str, CheckBox] = {}
        self._add_texts()
        self._add_answer()
        if not self._is_section:
            self._add_tags()
        self._add_conditions()
        self.told = Prose(theme, "", "body", "bad")
        self.told.hide()
        self._scrolled = Scrolled(self.form, _title(item, self._is_section))
        self.column.addWidget(self._scrolled, 1)
        self.column.addWidget(self.told)
        self._add_buttons()
        self.form.changed.connect(self._on_changed)
        self._show_item()
        self.form.editors[f"label {instrument.languages[0]}"].setFocus()

    def _add_texts(self) -> None:
        for attribute, name in zip(_TEXTS, (_("What is asked"), _("Hint")), strict=True):
            self._add_text(attribute, name)

    def _add_text(self, attribute: str, name: str) -> None:
        """A field for each language."""
        for language in self._instrument.languages:
            told = name if len(self._instrument.languages) == 1 else _("{text}, {language}")
            told = told.format(text=name, language=language or _("without a name"))
            self._add(f"{attribute} {language}", told, TextEditor(self._theme, lines=(1, 5), tools=False))

    def _add_answer(self) -> None:
        self._section(_("How it is answered") if not self._is_section else _("How it is laid out"))
        kinds = [Choice(key, _(told)) for key, told in KINDS.items() if (key in CONTAINERS) == self._is_section]
        self._add("kind", _("Kind"), ChoiceEditor(self._theme, choices=kinds))
        lists = [Choice(name, name) for name in self._instrument.lists]
        help_ = _("Lists are made and changed under “Choices”, above the items.")
        self._add("list", _("List of choices"), ChoiceEditor(self._theme, choices=lists), help_)
        for name, told in zip(_RANGE, (_("From"), _("To"), _("In steps of")), strict=True):
            self._add(name, told, NumberEditor(self._theme))
        if not self._is_section:
            self._add("default", _("At first"), LineEditor(self._theme), _("The answer that stands there at first"))
        help_ = _("In expressions and files: letters, digits, “_”. Empty: made from what is asked.")
        self._add("name", _("Name"), LineEditor(self._theme), help_)

    def _add_tags(self) -> None:
        self._section(_("What it tells of capacity"))
        for name, told, offered in (
            ("capacity_type", _("Type"), CAPACITY_TYPES),
            ("level", _("Level of the system"), LEVELS),
            ("form", _("Form"), CAPACITY_FORMS),
            ("dimension", _("Dimension"), CAPACITY_DIMENSIONS),
        ):
            choices = [Choice(key, _(words)) for key, words in offered.items()]
            self._add(name, told, ChoiceEditor(self._theme, choices=choices))
        help_ = _("How much it counts among the items of a section or field")
        self._add("weight", _("Weight"), NumberEditor(self._theme, least=0, most=_MOST_WEIGHT), help_)
        self._add_check("reverse", _("Reverse"), _("A high answer means little capacity"))
        self._add_check("not_applicable", _("May be not applicable"), _("Such an answer counts for nothing"))

    def _add_conditions(self) -> None:
        self._section(_("When it is asked"))
        if not self._is_section:
            self._add_check("required", _("Must be answered"))
        told = {
            "relevant": (_("Asked only if"), _("Such as ${reach} >= 3; empty: always")),
            "constraint": (_("Answer must be"), _("Such as . >= 0 and . <= 100, where “.” is the answer")),
            "calculation": (_("Worked out as"), _("Such as ${first} + ${second}")),
            "choice_filter": (_("Choices where"), _("On the columns of each choice, such as region = ${region}")),
            "repeat_count": (_("How many times"), _("A number, or an expression; empty: as often as is wanted")),
        }
        for name, (words, help_) in told.items():
            if self._is_section and name in ("constraint", "calculation", "choice_filter"):
                continue
            self._add(name, words, LineEditor(self._theme), help_)
            if name == "constraint":
                self._add_text(_MESSAGE, _("Said if not"))

    def _section(self, name: str) -> None:
        self.form.column.addWidget(Label(self._theme, name, "section"))

    def _add(self, name: str, label: str, editor: Any, help_: str = "") -> None:
        editor.setObjectName(name)
        self._rows[name] = self.form.add(name, label, editor, help_)

    def _add_check(self, name: str, label: str, help_: str = "") -> None:
        self.checks[name] = CheckBox(self._theme, label)
        self.checks[name].setObjectName(name)
        self.form.add_row("", self.checks[name], help=help_)

    def _show_item(self) -> None:
        item, values = self._item, dict[str, Any]()
        for attribute in (*_TEXTS, _MESSAGE):
            texts = getattr(item, attribute)
            values |= {f"{attribute} {language}": texts.get(language) for language in self._instrument.languages}
        for name in (*_WORDS, "kind", "name"):
            values[name] = getattr(item, name) or None
        values["weight"] = item.weight
        for name in _RANGE:
            values[name] = _number(item.parameters.get(name, ""))
        self.form.set_values(values)
        self._began = self.form.values()
        for name, check in self.checks.items():
            # An expression that decides it stays as it is while the box is left alone.
            check.setChecked(bool(getattr(item, name)))
        self._fit()

    def _fit(self) -> None:
        """Only what the kind has stands there."""
        kind = self.form.editors["kind"].value() or self._item.kind
        for name, row in self._rows.items():
            row.setVisible(kind in _ONLY.get(name, frozenset({kind})))

    def _on_changed(self, name: str) -> None:
        self.told.hide()
        if name == "kind":
            self._fit()
        if name in _EXPRESSIONS:
            self._check(name)

    def _check(self, name: str) -> None:
        """Says at once what keeps an expression from being worked out."""
        editor = self.form.editors[name]
        expression, of_list = str(editor.value() or ""), str(self.form.editors["list"].value() or "")
        problem = drafting.expression_problem(self._instrument, self._path, name, expression, of_list)
        editor.set_error(problem)
        if problem:
            self._scrolled.bring_into_sight(editor)

    def item(self) -> Item:
        """The item as its fields have it; what has no field here, or was left alone, stays as it was to the letter."""
        values, item = self.form.values(), self._item
        kind = cast("Kind", values["kind"] or item.kind)
        typed = {name: value for name, value in values.items() if value != self._began[name]}
        made: dict[str, Any] = {"kind": kind}
        for attribute in (*_TEXTS, _MESSAGE):
            made[attribute] = self._texts(attribute, typed)
        for name in _WORDS:
            if name in typed:
                made[name] = str(typed[name] or "")
            elif kind != item.kind and kind not in _ONLY.get(name, frozenset({kind})):
                # A field that only the kind had which it no longer is.
                made[name] = ""
        if "weight" in typed:
            made["weight"] = float(cast("float", 1 if typed["weight"] is None else typed["weight"]))
        if bounds := {name: typed[name] for name in _RANGE if name in typed}:
            told = {name: f"{value:.15g}" for name, value in bounds.items() if value is not None}
            made["parameters"] = {key: text for key, text in item.parameters.items() if key not in bounds} | told
        for name, check in self.checks.items():
            if check.isChecked() != bool(getattr(item, name)):
                made[name] = check.isChecked() if name != "required" else _TRUE if check.isChecked() else ""
        made["name"] = str(values["name"] or "") or self._made_name(made)
        return msgspec.structs.replace(item, **made)

    def _texts(self, attribute: str, typed: Mapping[str, object]) -> dict[str, str]:
        texts = dict(getattr(self._item, attribute))
        for language in self._instrument.languages:
            if (name := f"{attribute} {language}") in typed:
                texts[language] = str(typed[name] or "")
        return {language: text for language, text in texts.items() if text}

    def _made_name(self, made: Mapping[str, Any]) -> str:
        words = next(iter(made["label"].values()), "")
        return drafting.free_name(
            [one.name for _path, one in walk(self._instrument.items)], words, "section" if self._is_section else "item"
        )

    def is_typed(self) -> bool:
        """Whether a field or a box is other than it was at first."""
        ticked = any(check.isChecked() != bool(getattr(self._item, name)) for name, check in self.checks.items())
        return ticked or self.form.values() != self._began or bool(self.form.problems())

    def keep(self) -> None:
        """Puts the item into the instrument, or marks what keeps it from being there."""
        errors = self.form.problems() | {
            name: editor.error() for name, editor in self.form.editors.items() if name in _EXPRESSIONS
        }
        made = self.item()
        if made.kind in SELECTS and not made.list:
            errors["list"] = _("Choose the list that the answer comes from.")
        if not made.label and made.kind not in ("calculate", "hidden", *CONTAINERS):
            errors[f"label {self._instrument.languages[0]}"] = _("Write what is asked.")
        errors = {name: told for name, told in errors.items() if told and not self._rows[name].isHidden()}
        self._mark(errors)
        if errors:
            return
        try:
            self._put(made)
        except Refused as refused:
            self._tell(refused)
        else:
            self.accept()

    def _mark(self, errors: Mapping[str, str]) -> None:
        self.form.set_errors(errors)
        first = next((editor for name, editor in self.form.editors.items() if errors.get(name)), None)
        if first is not None:
            self._scrolled.bring_into_sight(first)

    def _tell(self, refused: Refused) -> None:
        if refused.aspect in self._rows and not self._rows[refused.aspect].isHidden():
            self._mark({refused.aspect: str(refused)})
        else:
            self.told.setText(str(refused))
            self.told.show()


def _title(item: Item, is_section: bool) -> str:
    if not item.name:
        return _("New section") if is_section else _("New item")
    return (_("Section “{name}”") if is_section else _("Item “{name}”")).format(name=item.name)


def _number(text: str) -> float | None:
    try:
        return float(text)
    except ValueError:
        return None
