"""What can be done with the map and its nodes: their menus, and what is behind them."""

from __future__ import annotations

import datetime as dt
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QPoint, Qt
from PySide6.QtWidgets import QDialog

from isp_desktop.db.store import Store
from isp_desktop.domain.language import _
from isp_desktop.services import outputs
from isp_desktop.services.network.reading import YOU
from isp_desktop.ui.kit.dialogs import ask_save
from isp_desktop.ui.kit.jobs import Job, Jobs, Progress
from isp_desktop.ui.kit.latest import Latest
from isp_desktop.ui.kit.menus import Menu
from isp_desktop.ui.kit.theme import Theme
from isp_desktop.ui.pages.relationships.map.picture import shown_name

if TYPE_CHECKING:
    from isp_desktop.services.network.measures import Measure
    from isp_desktop.ui.pages.relationships.map.measures_dialog import MeasuresDialog
    from isp_desktop.ui.pages.relationships.map.panel import MapPanel


class Acts(QObject):
    """Menus and dialogs over a panel."""

    def __init__(self, theme: Theme, jobs: Jobs, store: Store, panel: MapPanel) -> None:
        super().__init__(panel)
        self._theme, self._jobs, self._store, self._panel = theme, jobs, store, panel
        self._measures = Latest(jobs, _("The measures"), self)
        self._measures.read_through.connect(self._show_measures)
        self._measures.failed.connect(panel.said)
        self._scores = Latest(jobs, _("The measures"), self)
        self._scores.read_through.connect(self._show_scores)
        self._groups = Latest(jobs, _("The groups"), self)
        self._groups.read_through.connect(self._show_groups)

    def ask(self, what: str) -> None:
        """ "show" or "measures"."""
        if what == "show":
            self._ask_sieve()
        else:
            self._ask_measures()

    def read_again(self) -> None:
        """Counts again what is drawn of sizes and groups, for another network."""
        if self._panel.shown.score:
            self.size_by(str(self._panel.shown.score))
        if self._panel.shown.with_groups:
            self.outline_groups(True)

    # -- menus --------------------------------------------------------------------------------------------------------

    def open_menu(self, uid: str, spot: QPoint) -> None:
        """The menu of a node, or of the map for ""."""
        if not uid:
            self.open_map_menu(spot)
            return
        self.node_menu(uid).popup(spot)

    def node_menu(self, uid: str) -> Menu:
        """What can be done with a node."""
        panel, node = self._panel, self._panel.view.picture.nodes[uid]
        name = shown_name(node)
        menu = Menu(self._theme, name, panel)
        if uid != YOU:
            menu.add(_("Open"), lambda: panel.record_asked.emit(node.kind, uid), "square-arrow-out-up-right")
        menu.add(_("Show who is around"), lambda: panel.focus_on(uid), "target")
        if uid != YOU:
            menu.add(_("New tie from here"), partial(self._begin_tie, uid), "waypoints")
        if not node.me:
            preset = {"stakeholder": uid, "date": self._today().isoformat()}
            menu.add(_("Rate trust"), lambda: panel.new_asked.emit("trust", preset), "gauge")
        if uid in panel.view.picture.pins:
            menu.add(_("Unpin"), lambda: panel.places.unpin(uid, name), "map-pin")
        return menu

    def open_map_menu(self, spot: QPoint) -> None:
        """The menu of the map."""
        self.map_menu().popup(spot)

    def map_menu(self) -> Menu:
        """What can be done with the map."""
        panel, shown = self._panel, self._panel.shown
        menu = Menu(self._theme, _("The map"), panel)
        menu.add(_("Nearer (+)"), panel.view.zoom_in, "plus")
        menu.add(_("Farther (-)"), panel.view.zoom_out, "search")
        menu.add(_("All in sight (0)"), panel.view.fit, "app-window")
        if shown.is_large() or shown.around:
            words = _("Show fewer (E)") if shown.is_large() and shown.habit.everyone else _("Show everyone (E)")
            menu.add(words, panel.change_everyone, "users")
        larger = (_("Back to the page (L)"), "minimize-2") if panel.is_larger else (_("Larger (L)"), "maximize-2")
        menu.add(larger[0], lambda: panel.enlarge(not panel.is_larger), larger[1])
        menu.add(_("Arrange anew"), panel.places.arrange, "refresh-cw")
        menu.addSeparator()
        for score, words in (
            ("", _("All alike in size")),
            ("ties", _("Size by ties")),
            ("between", _("Size by who links others")),
        ):
            action = menu.add(words, partial(self.size_by, score))
            action.setCheckable(True)
            action.setChecked(shown.score == score)
        groups = menu.add(_("Outline groups"), lambda: self.outline_groups(not shown.with_groups))
        groups.setCheckable(True)
        groups.setChecked(shown.with_groups)
        menu.addSeparator()
        menu.add(_("New organization"), lambda: panel.new_asked.emit("organization", {}), "building")
        menu.add(_("New team"), lambda: panel.new_asked.emit("team", {}), "users")
        menu.add(_("New tie"), lambda: panel.new_asked.emit("tie", {}), "waypoints")
        menu.addSeparator()
        menu.add(_("Save the picture"), self.ask_picture, "image")
        menu.add(_("Import a network"), panel.taking_in.ask, "download")
        return menu

    def _begin_tie(self, uid: str) -> None:
        self._panel.tying.begin(uid)
        self._panel.view.setFocus(Qt.FocusReason.OtherFocusReason)

    # -- what they do -------------------------------------------------------------------------------------------------

    def size_by(self, score: str) -> None:
        """The size of nodes tells "ties" or "between" from now on, or nothing for ""."""
        shown = self._panel.shown
        shown.score = score
        if score not in ("ties", "between"):
            shown.sizes = {}
            self._panel.show_again()
            return
        network = shown.chosen()

        def work(_progress: Progress) -> object:
            from isp_desktop.services.network import measures

            return measures.scores(network, "ties" if score == "ties" else "between")

        self._scores.read(work)

    def _show_scores(self, sizes: dict[str, float]) -> None:
        if self._panel.shown.score:
            self._panel.shown.sizes = sizes
            self._panel.show_again()

    def outline_groups(self, on: bool) -> None:
        """Draws a light line round each group, or no longer."""
        shown = self._panel.shown
        shown.with_groups = on
        if not on:
            self._panel.show_again()
            return
        network = shown.chosen()

        def work(_progress: Progress) -> object:
            from isp_desktop.services.network.clusters import clusters

            return clusters(network)

        self._groups.read(work)

    def _show_groups(self, groups: list[frozenset[str]]) -> None:
        self._panel.shown.groups = tuple(groups)
        self._panel.show_again()
        if not groups:
            self._panel.said.emit(_("No group of three or more is tied among itself more than to others"))

    def _ask_sieve(self) -> None:
        from isp_desktop.ui.pages.relationships.map.sifting import SieveDialog

        shown = self._panel.shown
        dialog = SieveDialog(self._theme, shown.whole(), shown.sieve, self._panel)
        if dialog.exec():
            self._panel.sift(dialog.sieve())

    def _ask_measures(self) -> None:
        network = self._panel.shown.chosen()

        def work(progress: Progress) -> object:
            from isp_desktop.services.network import measures

            return measures.measures(network, progress)

        self._measures.read(work)

    def _show_measures(self, found: list[Measure]) -> None:
        dialog = self.measures_dialog(found)
        if dialog.exec() == QDialog.DialogCode.Accepted and dialog.picked:
            self._panel.show_list(False)
            self._panel.point_out(dialog.picked)

    def measures_dialog(self, found: list[Measure]) -> MeasuresDialog:
        """What tells these measures of what is shown."""
        from isp_desktop.ui.pages.relationships.map.measures_dialog import MeasuresDialog

        shown = self._panel.shown
        note = " ".join(part for part in (shown.sieve_words(), shown.around_words()) if part)
        return MeasuresDialog(self._theme, found, shown.chosen().nodes, self._panel, f"({note})" if note else "")

    def ask_picture(self) -> None:
        """Asks what is to be on the picture, and where it goes."""
        from isp_desktop.ui.kit.plates import KINDS
        from isp_desktop.ui.pages.relationships.map.saving import SaveDialog

        excerpt = self._panel.shown.is_excerpt()
        dialog = SaveDialog(self._theme, self._panel, excerpt=excerpt, left_out=self.left_out())
        proposed = Path.home() / f"{_('Relationships')} {self._today().isoformat()}.svg"
        if dialog.exec() and (path := ask_save(self._panel, _("Save the picture"), proposed, KINDS)):
            self.save_picture(path, trust=dialog.trust.isChecked())

    def left_out(self) -> int:
        """How many lines of what is chosen are private, and so on no picture that is handed on."""
        return sum(edge.private for edge in self._panel.shown.chosen().edges)

    def save_picture(self, path: Path, *, trust: bool) -> Job:
        """Writes what the map shows into a file, in the form that its ending says."""
        from isp_desktop.ui.kit.plates import made
        from isp_desktop.ui.pages.relationships.map import saving

        shown = self._panel.shown
        title = saving.title_of(shown.day or self._today())
        plate = saving.MapPlate(shown.picture(trust=trust), saving.look_of_paper(self._theme), title, trust=trust)

        def work(_progress: Progress) -> None:
            outputs.save_file(path, made(plate, path))

        job = self._jobs.start(_("The picture"), work, self)
        told = _("Saved with trust, marked as private: {name}") if trust else _("Saved without trust: {name}")
        job.finished.connect(lambda _nothing: self._panel.said.emit(told.format(name=path.name)))
        job.failed.connect(self._panel.said)
        return job

    def _today(self) -> dt.date:
        return self._panel.today()
