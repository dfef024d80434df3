"""What a bundle would do here: who it is from, and what becomes of which records."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator, Sequence

from PySide6.QtWidgets import QVBoxLayout, QWidget

from isp_desktop.db.models import kinds
from isp_desktop.domain.language import _, counted
from isp_desktop.services.sharing.previewing import Coming, Preview
from isp_desktop.services.sharing.reading import Aside
from isp_desktop.ui.kit.notices import Notice, Remark
from isp_desktop.ui.kit.panels import SectionHead
from isp_desktop.ui.kit.rows import Row
from isp_desktop.ui.kit.text import Prose
from isp_desktop.ui.kit.theme import Theme
from isp_desktop.ui.pages.exchange.folding import Fold, Folds
from isp_desktop.ui.pages.exchange.words import kind_label, made_words, names_words

_FIELDS = 4


class WouldDo(QWidget):
    """Shows a preview, in words and record by record; `device` is this notebook's uid on this computer."""

    def __init__(self, theme: Theme, device: str, today: Callable[[], dt.date], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme, self._device, self._today = theme, device, today
        self.notices = QVBoxLayout()
        self.notices.setSpacing(8)
        self.folds = Folds(theme)
        self._made = Remark(theme, "", "clock", wraps=True)
        self._chosen = Remark(theme, "", "layers", wraps=True)
        self._remark = Remark(theme, "", "message-circle", wraps=True)
        self._words = Prose(theme, "", "body")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addLayout(self.notices)
        for part in (self._made, self._chosen, self._remark):
            column.addWidget(part)
        column.addSpacing(6)
        column.addWidget(SectionHead(theme, _("What it would do")))
        column.addWidget(self._words)
        column.addWidget(self.folds)
        column.addStretch(1)

    def show_preview(self, seen: Preview) -> None:
        """Shows what a bundle would do."""
        while (item := self.notices.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        for notice in self._notices(seen):
            self.notices.addWidget(notice)
        manifest = seen.manifest
        self._made.set_text(_("Made {when}").format(when=made_words(manifest.made_at, self._today())))
        self._chosen.set_text(manifest.chosen)
        self._chosen.setVisible(bool(manifest.chosen))
        self._remark.set_text(_("They write: {words}").format(words=manifest.remark))
        self._remark.setVisible(bool(manifest.remark))
        self._words.setText(summary(seen))
        self.folds.show_folds(list(_folds(seen)))

    def _notices(self, seen: Preview) -> Iterator[Notice]:
        name = seen.colleague or seen.manifest.sender.name
        if seen.manifest.sender.device == self._device:
            yield Notice(self._theme, "info", _("You made this bundle yourself"))
        elif not seen.colleague:
            yield Notice(
                self._theme,
                "bad",
                _("From a stranger, who calls themselves {name}").format(name=name),
                _("Nobody among your colleagues has this key. Take it only if you know that it comes from them."),
            )
        elif not seen.verified:
            yield Notice(
                self._theme,
                "warn",
                _("From {name}, whose key you have not compared yet").format(name=name),
                _("Call them and compare the fingerprint; you find it under “Who can open it”."),
            )
        else:
            yield Notice(self._theme, "good", _("From {name}, whose key you compared").format(name=name))
        if seen.received_ms is not None:
            yield Notice(
                self._theme,
                "info",
                _("You received this bundle already"),
                _("Nothing happens if you receive it again: no record comes twice."),
            )
        for sentence in seen.warnings:
            yield Notice(self._theme, "warn", sentence)


def summary(seen: Preview) -> str:
    """What a bundle would do, in a sentence or two."""
    counts = seen.counts
    if not counts["new"] and not counts["changed"]:
        return _("Nothing in it is new here.")
    told = []
    if counts["parallel"]:
        told.append(
            counted(
                "{n} record was changed by both of you in different places; that merges by itself.",
                "{n} records were changed by both of you in different places; that merges by itself.",
                counts["parallel"],
            )
        )
    if counts["conflicts"]:
        told.append(
            counted(
                "In {n} record both of you changed the same; both versions are kept, and you settle it when you like.",
                "In {n} records both of you changed the same; both versions are kept, and you settle it when you like.",
                counts["conflicts"],
            )
        )
    else:
        told.append(_("Nothing of yours is written over."))
    return " ".join(told)


def _folds(seen: Preview) -> Iterator[Fold]:
    counts = seen.counts
    groups = (
        ("conflicts", "git-compare", _("to settle")),
        ("new", "plus", _("new")),
        ("changed", "pencil", _("changed")),
        ("deleted", "trash-2", _("deleted")),
    )
    for key, icon, label in groups:
        if count := seen.places.get(key, 0):
            # What is to settle is counted in changes, of which a record can have several.
            records = counts["conflicts"] if key == "conflicts" else count
            own = [one for one in seen.coming if one.outcome.place == key]
            yield _fold((key, icon, label), (count, records), own)
    if counts["identical"]:
        count = counts["identical"]
        label = counted("as it is here already", "as they are here already", count)
        yield Fold("identical", "check", count, label)
    if seen.aside:
        words = _("kept apart, since this version does not understand them")
        aside = seen.aside
        yield Fold(
            "set_aside", "package", len(aside), _("set aside"), words, lambda at: _aside_row(aside[at], at), len(aside)
        )
    if counts["files"]:
        count = counts["files"]
        yield Fold("files", "paperclip", count, counted("photo or file", "photos and files", count))


def _fold(told: tuple[str, str, str], counted_in: tuple[int, int], records: Sequence[Coming]) -> Fold:
    (key, icon, label), (count, of_records) = told, counted_in
    tone = "conflict" if key == "conflicts" else ""
    names = names_words([one.title for one in records], of_records)
    return Fold(key, icon, count, label, names, lambda at: coming_row(records[at], at), len(records), tone)


def coming_row(one: Coming, at: int) -> Row:
    """The row of a record that comes: what it is called, its kind, and what of it changes."""
    spec = kinds().get(one.kind)
    changed = one.outcome.conflicts or (one.outcome.fields if one.outcome.effect == "changed" else ())
    labels = [_(spec.by_name[name].label) for name in changed if spec and name in spec.by_name]
    told = ", ".join((*labels[:_FIELDS], *(["…"] if len(labels) > _FIELDS else [])))
    return Row(
        one.uid,
        one.title or _("Without a name"),
        key=at,
        icon=spec.icon if spec else "circle-help",
        second=", ".join(filter(None, (kind_label(one.kind, 1), told))),
    )


def _aside_row(one: Aside, at: int) -> Row:
    return Row(str(at), _("Line {n}").format(n=one.line), key=at, second=one.reason)
