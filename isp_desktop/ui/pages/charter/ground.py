"""What the page of a charter stands on: its parts, and how what was read comes into them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Mapping
from functools import partial
from typing import Any

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from isp_desktop.db.store import Store
from isp_desktop.domain.charter import SECTION_OF
from isp_desktop.domain.language import _
from isp_desktop.services import wording
from isp_desktop.services.charters import reading
from isp_desktop.services.charters.passages import linked
from isp_desktop.services.charters.reading import CHANGING
from isp_desktop.services.charters.seen import Seen
from isp_desktop.services.editing import Edit
from isp_desktop.services.summary import tree
from isp_desktop.ui.kit.forms import Form
from isp_desktop.ui.kit.jobs import Jobs
from isp_desktop.ui.kit.latest import Latest
from isp_desktop.ui.kit.line_rows import moment
from isp_desktop.ui.kit.slices import Slices
from isp_desktop.ui.kit.theme import Theme
from isp_desktop.ui.kit.two_parts import TwoParts
from isp_desktop.ui.pages.charter import words
from isp_desktop.ui.pages.charter.block import Blocks
from isp_desktop.ui.pages.charter.head import CharterHead
from isp_desktop.ui.pages.charter.rail import CharterRail
from isp_desktop.ui.pages.charter.sections import SectionsColumn
from isp_desktop.ui.pages.charter.sheet import Sheet
from isp_desktop.ui.parts.edit_page import EditPage
from isp_desktop.ui.parts.writing import Writing

# In a window of 1280 the rail still stands beside the document.
_BOTH = 1050
_LONGEST = 160


class CharterGround(EditPage):
    """Reads off the main thread and builds bit by bit; a page that fills it in says what is done with it all.

    Attributes:
        column, sheet, rail: the sections, the document, and what stands beside it.
        slices: builds the page; `writing` the editors of the section that is open.
    """

    def __init__(
        self, theme: Theme, jobs: Jobs, store: Store, edit: Edit, today: Callable[[], dt.date], parent: QWidget | None
    ) -> None:
        super().__init__(theme, store, Writing(store, edit, lambda values, _rows: linked(values)), today, parent)
        self._seen: Seen | None = None
        self._compared: str | None = None
        self._is_read = self._has_body = False
        self.form = Form(theme, parent=self)
        self.form.hide()
        self.slices = Slices(self)
        self.writing = Slices(self)
        self._reads = Latest(jobs, _("The charter"), self)
        self._reads.read_through.connect(self._show_read)
        self._reads.failed.connect(self.said)
        self._build()
        self.slices.begin((self._begin,))

    def _build(self) -> None:
        self.header = CharterHead(self._theme, self.state)
        self._body = QWidget()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.header)
        column.addWidget(self._body, 1)
        self.setFocusProxy(self._body)

    def _begin(self) -> None:
        """Builds the parts, still empty; then what fills them is read."""
        self._build_body()
        self._connect()
        self._show_kept()
        self._show_state()
        self.look()

    def _build_body(self) -> None:
        theme = self._theme
        self.column = SectionsColumn(theme)
        self.sheet = Sheet(theme, self.notices)
        self.rail = CharterRail(theme, self._today)
        main = QWidget()
        across = QHBoxLayout(main)
        across.setContentsMargins(0, 0, 0, 0)
        across.setSpacing(0)
        across.addWidget(self.column)
        across.addWidget(self.sheet, 1)
        self.parts = TwoParts(theme, main, self.rail, (_("Charter"), _("Review and sign-off")), both=_BOTH)
        column = QVBoxLayout(self._body)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.parts)
        # Only what is shown can take the focus.
        self.parts.show()
        self.setFocusProxy(self.column.list)
        if self.window().focusWidget() is self._body:
            self.column.list.setFocus()
        self._has_body = True

    def _connect(self) -> None:
        """Connects what the page itself does not."""
        self.sheet.person_asked.connect(lambda uid: self.record_asked.emit("person", uid))
        self.sheet.settle_asked.connect(lambda: self.settle_asked.emit(self.uid))
        self.rail.said.connect(self.said)

    def look(self) -> None:
        """Reads anew what the page shows, off the main thread."""
        own = {name: value for name, value in self._edit.values().items() if value not in (None, "", [])}
        waiting = tuple(self._edit.base.conflicts) if self._edit.base else ()
        work = partial(_read, self._store, self.uid, own, self._today(), self._compared, waiting)
        self._is_read = False
        self._reads.read(lambda _progress: work())

    def _show_read(self, found: tuple[Seen, Blocks]) -> None:
        seen, blocks = found
        self._seen, self._is_read = seen, True
        self._show_head()
        self.column.show_seen(seen)
        showing = self.sheet.showing(seen, blocks, self._drafted(), self._note, words.against(seen))
        self.slices.begin(
            (*showing, self._show_fixed, self._show_drafted, partial(self.rail.show_seen, seen, self.uid))
        )

    def _show_head(self) -> None:
        if self._seen is not None:
            self.header.show_seen(self._seen, self._today(), self._edit.base)

    def _show_state(self) -> None:
        self._show_head()
        self._tell_life()
        self._show_fixed()

    def _show_fixed(self) -> None:
        """A deleted charter is only read."""
        for block in self.sheet.blocks.values():
            block.set_read_only(self._writing.is_deleted())

    def _drafted(self) -> frozenset[str]:
        """The keys of the sections in which something typed waits to be saved."""
        return frozenset(SECTION_OF[name].key for name in self._edit.fields if name in SECTION_OF)

    def _show_drafted(self) -> None:
        drafted = self._drafted()
        labels = [_(one.label) for one in dict.fromkeys(SECTION_OF.values()) if one.key in drafted]
        self.sheet.show_draft(labels, self._is_writing())

    def _is_writing(self) -> bool:
        """Whether the editors of a section are open."""
        raise NotImplementedError

    def _note(self, fields: tuple[str, ...]) -> tuple[str, str] | None:
        """What waits to be settled in these fields: a title, and each version with who wrote it."""
        record = self._edit.base
        waiting = [name for name in fields if record is not None and name in record.conflicts]
        if record is None or not waiting:
            return None
        told = [self._version(name, one) for name in waiting for one in record.conflicts[name]]
        title = _("{n} versions, the latest is shown").format(n=len(told))
        return title, "\n".join(told)

    def _version(self, name: str, one: Any) -> str:
        field = self._spec.by_name[name]
        value = one.fields.get(name)
        names = {uid: self._linker.title(uid) for uid in wording.linked(field, value)}
        text = " ".join(wording.in_words(field, value, names).split()) or _("left empty")
        short = text if len(text) <= _LONGEST else f"{text[:_LONGEST].rsplit(' ', 1)[0]} …"
        when = moment(one.clock[0], dt.date.today())
        return _("{person}, {time}: {words}").format(person=one.author, time=when, words=short)

    def refresh(self, kinds: frozenset[str]) -> None:
        self._require_body()
        super().refresh(kinds)

    def _require_body(self) -> None:
        """Builds the parts now, if that is still to come."""
        if not self._has_body:
            self.slices.finish()

    def _refresh_around(self, kinds: frozenset[str]) -> None:
        if kinds & CHANGING:
            self.look()

    def is_whole(self) -> bool:
        # The rail is built while it is in sight.
        built = self._is_read and self.slices.is_done() and self.writing.is_done()
        return built and (self.rail.slices.is_done() or not self.rail.isVisible())


def _read(
    store: Store,
    uid: str,
    own: Mapping[str, Any],
    today: dt.date,
    compared: str | None,
    conflicts: Iterable[str],
) -> tuple[Seen, dict[tuple[str, str], tuple[tree.Block, ...]]]:
    """What is shown, with its Markdown read."""
    # Costs more than all else that the page imports.
    from isp_desktop.services.summary.notes import read as read_notes

    seen = reading.read(store, uid, own, today, compared, conflicts)
    blocks = {
        (one.section.key, told.passage.name): _agenda(told.passage.words)
        if told.passage.form == "agenda"
        else read_notes(told.passage.words)
        for one in seen.sections
        for told in one.told
        if told.passage.form != "line" and not told.pieces
    }
    return seen, blocks


def _agenda(words: str) -> tuple[tree.Block, ...]:
    return (tree.items((tree.plain(line),) for line in words.splitlines()),)
