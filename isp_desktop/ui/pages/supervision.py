"""A summary of one's practice before it is brought to supervision: what goes in is picked here, and looked at."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import cast

from PySide6.QtWidgets import QVBoxLayout, QWidget

from isp_desktop.db.models import kind as kind_named
from isp_desktop.db.store import Store
from isp_desktop.domain.language import _
from isp_desktop.services import practice_picture, settings, supervision
from isp_desktop.services.linking import Linker
from isp_desktop.services.preview import supervision_preview
from isp_desktop.services.summary import FORMATS, Format
from isp_desktop.services.supervision import PARTS, Offer, PartKey, Picked
from isp_desktop.ui.kit.breaking import FittedList
from isp_desktop.ui.kit.chips import ChoiceChip
from isp_desktop.ui.kit.choosing import ChoosingButton
from isp_desktop.ui.kit.dates import short_date, written
from isp_desktop.ui.kit.entries import LinksEditor
from isp_desktop.ui.kit.flow import side_by_side
from isp_desktop.ui.kit.jobs import Jobs
from isp_desktop.ui.kit.latest import Latest
from isp_desktop.ui.kit.notices import Remark
from isp_desktop.ui.kit.panels import PrivatePanel
from isp_desktop.ui.kit.paper_page import PaperPage, PaperWords, Printed
from isp_desktop.ui.kit.rows import Row, RowsModel, fetch_from
from isp_desktop.ui.kit.segments import Segments
from isp_desktop.ui.kit.text import Prose
from isp_desktop.ui.kit.theme import Theme
from isp_desktop.ui.parts.links import Links

_FOLDER = "supervision_folder"
_CHOICES = 24


class SupervisionPage(PaperPage):
    """The summary with what is picked over it: the time, the sites, the parts, and one by one what is brought.

    Attributes:
        length, until: over how many months, and up to which.
        sites: of which sites; of all while none is named.
        parts: the chips of the parts, by their keys.
        offers: what can be brought; a circle before each picks it.
    """

    def __init__(
        self,
        theme: Theme,
        jobs: Jobs,
        store: Store,
        *,
        today: Callable[[], dt.date] = dt.date.today,
        parent: QWidget | None = None,
    ) -> None:
        words = PaperWords(_("For supervision"), _("The summary"), _("There is no summary to show"))
        super().__init__(theme, jobs, words, FORMATS, parent)
        self._store, self._today = store, today
        self._linker = Linker(store)
        self._until = ""
        self._brought: dict[str, None] = {}
        self._found: Sequence[Offer] = ()
        self._offers_read = Latest(jobs, _("What can be brought"), self)
        self._build(_("Back to practice"))
        self.header.set_crumbs(_("Practice"), _("For supervision"))
        self.header.went_to.connect(lambda _step: self._go_back())
        self.header.add_remark(Remark(theme, _("Of what is shared, and of what you pick by hand"), "users"))
        self._offers_read.read_through.connect(lambda found: self._show_offers(cast("list[Offer]", found)))
        self._offers_read.failed.connect(self.said)
        self._look_anew()

    def _above(self) -> Sequence[QWidget]:
        months = {"1": _("1 month"), "3": _("3 months"), "6": _("6 months"), "12": _("12 months")}
        self.length = Segments(self._theme, _("Over which time"), [(key, months[key]) for key in ("1", "3", "6", "12")])
        self.length.choose("3")
        self.until = ChoosingButton(self._theme, _("Until now"), _("Up to which month: {name}"), "calendar", self)
        self.until.setObjectName("until")
        self._show_months()
        sites = Links(self._linker, makes=False).of("site")
        self.sites = LinksEditor(self._theme, _("Sites"), *sites, placeholder=_("All sites; name some"))
        names: dict[PartKey, str] = {
            "hours": _("Hours by competency"),
            "done": _("Activities done"),
            "never": _("What was not done"),
        }
        self.parts = {key: ChoiceChip(self._theme, names[key]) for key in PARTS}
        for key, chip in self.parts.items():
            chip.setObjectName(f"part-{key}")
            chip.setChecked(True)
            chip.clicked.connect(self.look)
        self.length.chosen.connect(self._look_anew)
        self.until.chosen.connect(self._choose_month)
        self.sites.changed.connect(self.look)
        return (
            side_by_side(self.length, self.until),
            self.sites,
            side_by_side(*self.parts.values()),
            self._bringing(),
        )

    def _bringing(self) -> QWidget:
        remark = _("What you tick goes into the summary, marked as private. Nothing else that is private does.")
        panel = PrivatePanel(self._theme, _("What you bring"), remark)
        self.nothing = Prose(
            self._theme, _("No reflection and no difficult conversation in this time."), "body", "text2"
        )
        self.offers = FittedList(self._theme, RowsModel(fetch_from([])), _("What you bring"))
        self.offers.setObjectName("offers")
        self.offers.ticked.connect(self.bring)
        self.offers.opened.connect(lambda uid: self.bring(uid, uid not in self._brought))
        for part in (self.nothing, self.offers):
            panel.column.addWidget(part)
        around = QWidget()
        column = QVBoxLayout(around)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(panel)
        return around

    def picked(self) -> Picked:
        """What goes into the summary."""
        last = dt.date.fromisoformat(self._until) if self._until else self._today()
        month = last.year * 12 + last.month - int(self.length.shown())
        return Picked(
            first=dt.date(month // 12, month % 12 + 1, 1),
            last=last,
            sites=tuple(cast("list[str] | None", self.sites.value()) or ()),
            parts=tuple(key for key in PARTS if self.parts[key].isChecked()),
            brought=tuple(one.uid for one in self._found if one.uid in self._brought),
        )

    def bring(self, uid: str, brought: bool) -> None:
        """Picks a reflection or conversation by hand, or not any more."""
        if brought:
            self._brought[uid] = None
        else:
            self._brought.pop(uid, None)
        self._show_rows()
        self.look()

    def _choose_month(self, month: str) -> None:
        self._until = month
        self._show_months()
        self._look_anew()

    def _show_months(self) -> None:
        """The months that have passed, latest first, by their first days."""
        today = self._today()
        here = today.year * 12 + today.month - 1
        firsts = (dt.date((here - back) // 12, (here - back) % 12 + 1, 1) for back in range(1, _CHOICES + 1))
        self.until.show_choices([(day.isoformat(), written(day, "yMMMM")) for day in firsts], self._until)

    def _look_anew(self) -> None:
        """Another time: what can be brought is read too, and what does not belong there is not brought."""
        store, picked, today = self._store, self.picked(), self._today()
        self._offers_read.read(lambda _progress: supervision.offered(store, picked, today))

    def _show_offers(self, found: Sequence[Offer]) -> None:
        self._found = found
        there = {one.uid for one in found}
        self._brought = {uid: None for uid in self._brought if uid in there}
        self._show_rows()
        self.look()

    def _show_rows(self) -> None:
        held = self.offers.current_uid()
        self.offers.rows().set_fetch(fetch_from([self._row(one) for one in self._found]))
        self.offers.fit()
        self.offers.setVisible(bool(self._found))
        self.nothing.setVisible(not self._found)
        if held:
            self.offers.select(held)

    def _row(self, one: Offer) -> Row:
        spec = kind_named(one.kind)
        return Row(
            uid=one.uid,
            title=one.title,
            icon=spec.icon,
            second=_(spec.label),
            date=short_date(one.day, self._today()),
            checked=one.uid in self._brought,
            private=one.private,
        )

    def _making(self, ppi: float) -> Callable[[], Printed]:
        return partial(supervision_preview, self._store, self.picked(), self._today(), ppi)

    def _folder(self) -> Path:
        return Path(str(settings.read(self._store, _FOLDER) or Path.home()))

    def _writing(self, form: str, path: Path) -> Callable[[], object]:
        return partial(_save, self._store, self.picked(), cast("Format", form), path, self._today())

    def _go_back(self) -> None:
        self.back_asked.emit()

    def is_whole(self) -> bool:
        return not self._offers_read.is_reading() and not self._pages_read.is_reading()

    def refresh(self, kinds: frozenset[str]) -> None:
        self._linker.forget()
        if kinds & practice_picture.KINDS:
            self._look_anew()


def _save(store: Store, picked: Picked, form: Format, path: Path, today: dt.date) -> None:
    supervision.save(store, picked, form, path, today)
    settings.write(store, _FOLDER, str(path.parent))
