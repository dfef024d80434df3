"""What opening a node does: its record, or where a tie was begun its other end."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

from isp_desktop.domain.language import _
from isp_desktop.services.network.reading import YOU
from isp_desktop.ui.pages.relationships.map.picture import shown_name
from isp_desktop.ui.pages.relationships.map.shown import Shown
from isp_desktop.ui.pages.relationships.map.strips import Strip


class Tying(QObject):
    """Opens nodes, and makes ties between two of them.

    Signals:
        record_asked: kind and uid of a record to open.
        new_asked: a kind, and a dict of the values that a new record begins with.
    """

    record_asked = Signal(str, str)
    new_asked = Signal(str, object)

    def __init__(self, shown: Shown, strip: Strip, parent: QObject) -> None:
        super().__init__(parent)
        self._shown, self._strip = shown, strip
        self._from = ""
        strip.ended.connect(self.end)

    def begin(self, uid: str) -> None:
        """A tie is to begin here; the next node that is opened is its other end."""
        self._from = uid
        name = shown_name(self._shown.whole().nodes[uid])
        self._strip.say(_("Tie from {name}: go to the other end and press Enter").format(name=name))

    def end(self) -> None:
        """No tie is to be made after all."""
        self._from = ""
        self._strip.say("")

    def is_begun(self) -> bool:
        """Whether one was begun."""
        return bool(self._from)

    def open(self, uid: str) -> None:
        """Opens a node."""
        node = self._shown.whole().nodes.get(uid)
        if self._from and uid not in (self._from, YOU):
            self.new_asked.emit("tie", {"source": self._from, "target": uid})
            self.end()
        elif node is not None and not self._from:
            self.open_record(node.kind, uid)

    def open_record(self, kind: str, uid: str) -> None:
        """Opens a record; the practitioner's own node may have none."""
        if uid != YOU:
            self.record_asked.emit(kind, uid)
