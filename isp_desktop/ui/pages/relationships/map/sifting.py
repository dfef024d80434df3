"""What of the map is shown: types of tie, levels and parts of the system, and those without a tie."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtWidgets import QWidget

from isp_desktop.domain.language import _
from isp_desktop.domain.network import Network, Sieve, type_key
from isp_desktop.domain.vocabulary import LEVELS, PARTS_OF_SYSTEM
from isp_desktop.ui.kit.checks import CheckBox
from isp_desktop.ui.kit.dialogs import Dialog
from isp_desktop.ui.kit.editors import Choice
from isp_desktop.ui.kit.picks import PickGroup, PicksEditor
from isp_desktop.ui.kit.text import Label
from isp_desktop.ui.kit.theme import Theme
from isp_desktop.ui.pages.relationships.map.words import level_words, part_words, type_words


class SieveDialog(Dialog):
    """Asks what is to be shown; nothing picked in a group shows all of it."""

    def __init__(self, theme: Theme, network: Network, sieve: Sieve, parent: QWidget) -> None:
        sentence = _("Where nothing is picked, all is shown.")
        super().__init__(theme, _("What is shown"), sentence, parent)
        types = {type_key(edge): type_words(edge) for edge in network.edges}
        people = [node for node in network.nodes.values() if node.kind != "site" and not node.me]
        parts = _in_order(PARTS_OF_SYSTEM, (node.part for node in people))
        levels = _in_order(LEVELS, (node.level for node in people))
        self.types = self._picks(_("Ties"), [Choice(key, words) for key, words in types.items()], sieve.types)
        self.parts = self._picks(
            _("Parts of the system"), [Choice(part or _NONE, part_words(part)) for part in parts], sieve.parts
        )
        self.levels = self._picks(
            _("Levels of the system"), [Choice(level or _NONE, level_words(level)) for level in levels], sieve.levels
        )
        self.alone = CheckBox(theme, _("Also those without a tie"))
        self.alone.setChecked(sieve.alone)
        self.column.addWidget(self.alone)
        self.all_button = self.add_button(_("Show all"))
        self.all_button.clicked.connect(self._show_all)
        self.add_button(_("Cancel"), closes=False)
        self.add_button(_("Show"), "primary", closes=True)

    def sieve(self) -> Sieve:
        """What was chosen."""
        return Sieve(_picked(self.types), _picked(self.levels), _picked(self.parts), self.alone.isChecked())

    def _picks(self, label: str, choices: list[Choice], before: Iterable[str]) -> PicksEditor:
        editor = PicksEditor(self._theme, label, [PickGroup("", tuple(choices))])
        editor.set_value([one or _NONE for one in before])
        if choices:
            self.column.addWidget(Label(self._theme, label, "section"))
            self.column.addWidget(editor)
        return editor

    def _show_all(self) -> None:
        for editor in (self.types, self.parts, self.levels):
            editor.set_value([])
        self.alone.setChecked(True)
        self.accept()


# A choice needs a key that says something.
_NONE = "none"


def _picked(editor: PicksEditor) -> frozenset[str]:
    return frozenset("" if one == _NONE else one for one in editor.value())


def _in_order(known: Iterable[str], shown: Iterable[str]) -> list[str]:
    """Those shown in the order known, "" for those of whom nobody said last."""
    there = set(shown)
    order = [one for one in known if one in there]
    return [*order, *([""] if there - set(order) else [])]
