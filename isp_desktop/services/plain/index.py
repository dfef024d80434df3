"""The way into the pages: what was done, by site and day, and who and what there is by name."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from html import escape
from typing import IO

from isp_desktop.db import lists
from isp_desktop.db.lists import After
from isp_desktop.db.models import kinds
from isp_desktop.db.store import Reading
from isp_desktop.db.whole import View
from isp_desktop.domain.language import _, spoken
from isp_desktop.domain.record import Record
from isp_desktop.services import naming
from isp_desktop.services.plain.names import Called, Titles, linked
from isp_desktop.services.summary.as_html import style_and_hash
from isp_desktop.services.summary.as_markdown import in_line

_PAGE = 500
Told = Callable[[int], None]
"""Told how many more records are in."""


class Index:
    """Writes the same index twice: as Markdown, and as a web page without scripts that fetches nothing."""

    def __init__(self, markdown: IO[bytes], html: IO[bytes]) -> None:
        self._markdown = markdown
        self._html = html
        self._in_list = False

    def begin(self, title: str, notice: str) -> None:
        """The head of both."""
        style, its_hash = style_and_hash()
        policy = f"default-src 'none'; style-src '{its_hash}'; base-uri 'none'; form-action 'none'"
        told = {"title": escape(title), "notice": escape(notice), "language": spoken().replace("_", "-")}
        self._put(f"# {in_line(title)}\n\n{in_line(notice)}\n", _HEAD.format(policy=policy, style=style, **told))

    def heading(self, words: str, page: str = "") -> None:
        """A part begins, perhaps that of a record with a page."""
        name = in_line(words)
        inside = f'<a href="{escape(page)}">{escape(words)}</a>' if page else escape(words)
        markdown = f"[{name}]({page})" if page else name
        self._put(f"\n## {markdown}\n\n", f'{self._list(begins=False)}<h2 dir="auto">{inside}</h2>\n')

    def line(self, before: str, called: Called) -> None:
        """A record in the part that began last."""
        words = f"{in_line(before)} " if before else ""
        link = f'<a href="{escape(called.page)}">{escape(called.title)}</a>'
        shown = f"{escape(before)} " if before else ""
        html = f'{self._list(begins=True)}<li dir="auto">{shown}{link}</li>\n'
        self._put(f"- {words}[{in_line(called.title)}]({called.page})\n", html)

    def end(self) -> None:
        """The foot of both."""
        self._put("", self._list(begins=False) + "</main>\n</body>\n</html>\n")

    def _list(self, *, begins: bool) -> str:
        """What begins or ends a list of the web page, where it is to."""
        if begins == self._in_list:
            return ""
        self._in_list = begins
        return "<ul>\n" if begins else "</ul>\n"

    def _put(self, markdown: str, html: str) -> None:
        self._markdown.write(markdown.encode(errors="replace"))
        self._html.write(html.encode(errors="replace"))


_HEAD = """<!doctype html>
<html lang="{language}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="{policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="referrer" content="no-referrer">
<title>{title}</title>
<style>{style}</style>
</head>
<body>
<main>
<h1>{title}</h1>
<p>{notice}</p>
"""


def write(index: Index, reading: Reading, view: View, titles: Titles, told: Told) -> None:
    """Writes what stands between the head and the foot; a few hundred records in memory at a time."""
    contents = _Contents(reading, view, titles, told)
    for site in contents.in_order("site"):
        called = titles.get(site.uid)
        index.heading(called.title if called else "", called.page if called else "")
        for day, one in contents.at(site.uid):
            index.line(day, one)
    _without_site(index, contents)
    for kind in [spec.kind for spec in kinds().values() if not spec.day and spec.kind != "site"]:
        _by_name(index, contents, kind)
    for kind in sorted(contents.foreign()):
        index.heading(_("{kind} (from a newer version)").format(kind=kind))
        for chunk in view.of_kind(reading, kind):
            for called in titles.meet(chunk).values():
                index.line("", called)
            told(len(chunk))


class _Contents:
    def __init__(self, reading: Reading, view: View, titles: Titles, told: Told) -> None:
        self._reading = reading
        self._view = view
        self._titles = titles
        self._told = told
        self._dated = [spec.kind for spec in kinds().values() if spec.day]

    def in_order(self, kind: str, without: Iterable[str] = ()) -> Iterator[Record]:
        """The records of a kind that there are to see and have none of the fields `without`, in its list's order."""
        after: After | None = None
        while page := lists.page(self._reading, kind, after=after, limit=_PAGE):
            yield from self._seen([item.uid for item in page if not any(item.fields[name] for name in without)])
            self._told(len(page))
            after = After(page[-1].sort, page[-1].uid)

    def at(self, site: str) -> Iterator[tuple[str, Called]]:
        """Day and name of what points to a site, latest first."""
        before: int | None = None
        while page := lists.timeline(self._reading, site, self._dated, before, _PAGE):
            for seen in self._seen([uid for _n, uid, _kind in page]):
                if site in linked(seen.fields, seen.kind):
                    yield self._line(seen)
            self._told(0)
            before = page[-1][0]

    def elsewhere(self, kind: str) -> Iterator[tuple[str, Called]]:
        """Day and name of the records of a kind with a day that point to no site, in the order of its list."""
        to_site = [field.name for field in kinds()[kind].fields if "site" in field.targets]
        yield from map(self._line, self.in_order(kind, without=to_site))

    def dated(self) -> list[str]:
        """The kinds whose records have a day."""
        return self._dated

    def foreign(self) -> list[str]:
        """The kinds that a newer program knows."""
        return [kind for kind in self._view.kinds_there(self._reading) if kind not in kinds()]

    def named(self, seen: Record) -> Called:
        """What a record is called, which was seen before."""
        return self._titles.get(seen.uid) or Called("")

    def _seen(self, uids: list[str]) -> list[Record]:
        found = self._view.records(self._reading, uids)
        self._titles.meet({uid: one for uid, one in found.items() if one.life != "deleted"})
        return [found[uid] for uid in uids if uid in found and found[uid].life != "deleted"]

    def _line(self, seen: Record) -> tuple[str, Called]:
        spec = kinds()[seen.kind]
        day = naming.day_in_words(str(seen.fields.get(spec.day) or ""))
        return ", ".join(part for part in (day, _(spec.label)) if part) + ":", self.named(seen)


def _without_site(index: Index, contents: _Contents) -> None:
    begun = False
    for kind in contents.dated():
        for day, one in contents.elsewhere(kind):
            if not begun:
                index.heading(_("Without a site"))
            begun = True
            index.line(day, one)


def _by_name(index: Index, contents: _Contents, kind: str) -> None:
    begun = False
    for seen in contents.in_order(kind):
        if not begun:
            index.heading(_(kinds()[kind].plural))
        begun = True
        index.line("", contents.named(seen))
