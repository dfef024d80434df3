"""The pages that go with a handover, to be read without the program: where things stand, and each visit's summary.

They are made from shared revisions alone, and of the notes that their owner chose to hand over.
"""

from __future__ import annotations

import dataclasses
import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from isp_desktop.db import lists, whole
from isp_desktop.db.exchange import chunks
from isp_desktop.db.models import kinds
from isp_desktop.db.store import Reading, Store
from isp_desktop.db.transaction import Progress
from isp_desktop.domain.language import _, counted
from isp_desktop.domain.record import Record
from isp_desktop.domain.values import fits
from isp_desktop.domain.vocabulary import CHANGE_PLACES, SETTINGS, SUPPORT_STATES
from isp_desktop.services import naming, planning, visit_summary
from isp_desktop.services.sharing.handover_blocks import listed, table
from isp_desktop.services.sharing.handover_capacity import capacity_parts
from isp_desktop.services.sharing.handover_leaders import leader_parts
from isp_desktop.services.sharing.handover_look import Link, Page, Part, as_html, as_markdown
from isp_desktop.services.sharing.handover_noted import Noted
from isp_desktop.services.summary import render
from isp_desktop.services.summary.notes import read
from isp_desktop.services.summary.tree import Block, Heading, plain

MOST_SUMMARIES = 1_000
"""How many visits, the latest ones, get a page of their own; of all of them the bundle has the records."""


@dataclass(frozen=True, slots=True)
class Told:
    """What is handed over.

    Attributes:
        uids: the records that leave.
        notes: the private notes that go along.
        remark: a line for whoever takes over, or "".
    """

    site: str
    uids: Sequence[str]
    notes: Sequence[str]
    remark: str
    today: dt.date


def pages(store: Store, told: Told, progress: Progress) -> dict[str, bytes]:
    """The files by their names: the index, and the summaries of the latest visits, each in two forms.

    Raises:
        Cancelled: `progress` raised it.
    """
    with store.read() as reading:
        there = _Records(reading, told)
        visits = there.visits()
        index = Page(
            title=_("Handover: {site}").format(site=there.text(there.site, "name")),
            said=_said(store.author, told),
            parts=tuple(there.parts(visits)),
        )
    written = {"index.html": as_html(index), "index.md": as_markdown(index)}
    for at, visit in enumerate(visits[:MOST_SUMMARIES]):
        progress(at, len(visits))
        # The photos are in the bundle already, beside these pages.
        summary = dataclasses.replace(visit_summary.gather(store, visit.uid), pictures=())
        written[f"{_stem(visit)}.html"] = render(summary, "html")
        written[f"{_stem(visit)}.md"] = render(summary, "md")
    return written


class _Records:
    """What leaves, as far as the index tells of it."""

    def __init__(self, reading: Reading, told: Told) -> None:
        self._told = told
        self._by_kind: dict[str, list[Record]] = {}
        for chunk in chunks(told.uids):
            for seen in whole.SHARED.records(reading, chunk).values():
                if seen.life != "deleted":
                    self._by_kind.setdefault(seen.kind, []).append(seen)
        owned = whole.View(private=True)
        self._notes = [one for chunk in chunks(told.notes) for one in owned.records(reading, chunk).values()]
        self._names = {one.uid: self.text(one, "name") for one in self._by_kind.get("person", ())}
        self.site = next(one for one in self._by_kind["site"] if one.uid == told.site)

    @staticmethod
    def text(seen: Record, name: str) -> str:
        """A line or a text of a record; "" where it has none."""
        return str(seen.fields.get(name) or "")

    def visits(self) -> list[Record]:
        """Those with a day, latest first."""
        day = kinds()["visit"].by_name["date"]
        dated = [
            one for one in self._by_kind.get("visit", ()) if self.text(one, "date") and fits(day, one.fields["date"])
        ]
        return sorted(dated, key=lambda one: (self.text(one, "date"), self.text(one, "starts"), one.uid), reverse=True)

    def parts(self, visits: Sequence[Record]) -> Iterator[Part]:
        """What the index tells, in its order; nothing of what there is none of."""
        noted = Noted(self._by_kind)
        made = (
            (_("The site"), self._about()),
            (_("Support status"), self._support()),
            (_("Initiatives"), self._initiatives()),
            (_("People"), self._people()),
            (_("Noted with people"), noted.with_people()),
            (_("Noted at the site"), noted.at_site()),
            (_("Open commitments"), self._commitments()),
            *leader_parts(self._by_kind, self._told.today),
            *capacity_parts(self._by_kind),
            (_("What changed"), self._changes()),
            (_("Private notes handed over"), self._handed_over()),
        )
        yield from (Part(heading, tuple(blocks)) for heading, blocks in made if blocks)
        yield from self._visits(visits)

    def _visits(self, visits: Sequence[Record]) -> Iterator[Part]:
        paged = visits[:MOST_SUMMARIES]
        coming = {one.uid for one in paged if planning.stage(one.fields, self._told.today) == "planned"}
        if coming:
            yield Part(_("Coming visits"), (), tuple(_link(one) for one in reversed(paged) if one.uid in coming))
        if len(paged) > len(coming):
            left = len(visits) - len(paged)
            words = counted(
                "{n} earlier visit is in the records only.", "{n} earlier visits are in the records only.", left
            )
            held = tuple(_link(one) for one in paged if one.uid not in coming)
            yield Part(_("Visits"), (plain(words),) if left else (), held)

    def _about(self) -> list[Block]:
        text = self.text
        setting = _(SETTINGS.get(text(self.site, "setting"), ""))
        review = text(self.site, "review_on")
        told = [
            (_("Setting"), setting),
            (_("Organization"), text(self.site, "organization")),
            (_("Telephone"), text(self.site, "phone")),
            (_("Address"), ", ".join(text(self.site, "address").splitlines())),
            (_("Next review"), naming.day_in_words(review) if review else ""),
        ]
        facts = [f"{label}: {value}" for label, value in told if value]
        return [*listed(facts), *read(text(self.site, "about"))]

    def _support(self) -> list[Block]:
        own = [one for one in self._by_kind.get("support", ()) if one.fields.get("site") == self._told.site]
        own.sort(key=lambda one: (self.text(one, "since"), one.uid), reverse=True)
        lines = []
        for one in own:
            status = _(SUPPORT_STATES.get(self.text(one, "status"), ""))
            since = naming.day_in_words(self.text(one, "since"))
            line = _("{status} since {day}").format(status=status, day=since)
            why = " ".join(self.text(one, "why").split())
            lines.append(f"{line}: {why}" if why else line)
        return listed(lines)

    def _initiatives(self) -> list[Block]:
        blocks: list[Block] = []
        wanted = set(self.site.fields.get("initiatives") or ())
        for one in self._by_kind.get("initiative", ()):
            if one.uid in wanted:
                name, programme = self.text(one, "name"), self.text(one, "programme")
                blocks.append(Heading(2, plain(f"{name} ({programme})" if programme else name)))
                blocks += read(self.text(one, "shared_vision"))
        return blocks

    def _people(self) -> list[Block]:
        people = sorted(self._by_kind.get("person", ()), key=lambda one: self.text(one, "name").casefold())
        rows = [
            (
                *(self.text(one, name) for name in ("name", "role", "organization")),
                ", ".join([*(one.fields.get("emails") or ()), *(one.fields.get("phones") or ())]),
            )
            for one in people
        ]
        return table((_("Name"), _("Role"), _("Organization"), _("How to reach")), rows)

    def _commitments(self) -> list[Block]:
        waiting = [one for one in self._by_kind.get("commitment", ()) if one.fields.get("status") in lists.WAITING]
        waiting.sort(key=lambda one: (self.text(one, "due") or "9999", one.uid))
        rows = [
            (
                self.text(one, "what"),
                self._names.get(self.text(one, "owner"), ""),
                naming.day_in_words(self.text(one, "due")),
            )
            for one in waiting
        ]
        return table((_("What"), _("Who"), _("By when")), rows)

    def _changes(self) -> list[Block]:
        found = sorted(self._by_kind.get("change", ()), key=lambda one: (self.text(one, "date"), one.uid), reverse=True)
        rows = [
            (
                naming.day_in_words(self.text(one, "date")),
                _(CHANGE_PLACES.get(self.text(one, "place"), "")),
                self.text(one, "what"),
            )
            for one in found
        ]
        return table((_("Date"), _("Where"), _("What changed")), rows)

    def _handed_over(self) -> list[Block]:
        blocks: list[Block] = []
        for note in sorted(self._notes, key=lambda one: (self.text(one, "date"), one.uid), reverse=True):
            named = [self.text(note, "heading"), naming.day_in_words(self.text(note, "date"))]
            head = ", ".join(part for part in named if part) or _(kinds()["note"].label)
            blocks += [Heading(2, plain(head)), *read(self.text(note, "text"))]
        return blocks


def _said(author: str, told: Told) -> str:
    day = naming.day_in_words(told.today.isoformat())
    by = _("Handed over by {author} on {day}.").format(author=author, day=day)
    return " ".join(part for part in (by, " ".join(told.remark.split())) if part)


def _link(visit: Record) -> Link:
    fields: Mapping[str, str] = visit.fields
    day = naming.day_in_words(fields["date"])
    words = ", ".join(part for part in (day, fields.get("starts"), fields.get("purpose")) if part)
    return Link(" ".join(words.split()), _stem(visit))


def _stem(visit: Record) -> str:
    """The name of a visit's page without its ending; no word of a record is in it."""
    return f"visit-{dt.date.fromisoformat(visit.fields['date'])}-{visit.uid}"
