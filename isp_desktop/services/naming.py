"""What a record is called on screen and in print."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from functools import lru_cache, partial

from isp_desktop.db import lists
from isp_desktop.db.models import kinds
from isp_desktop.db.store import Reading
from isp_desktop.domain.kinds import KindSpec
from isp_desktop.domain.language import _, spoken


def titles(reading: Reading, uids: Iterable[str]) -> dict[str, str]:
    """What each of `uids` is called; those without a record are left out."""
    return titles_of(reading, lists.names(reading, uids))


def titles_of(reading: Reading, names: Mapping[str, lists.Name]) -> dict[str, str]:
    """What each of `names` is called in full."""
    linked = lists.names(reading, told_of(names.values()))
    if further := told_of(name for name in linked.values() if not name.title):
        # A review of a champion is told by the champion, who is told by the person.
        linked = lists.names(reading, further - linked.keys()) | linked
    called = {uid: title_among(name, linked) for uid, name in names.items()}
    if any(name.kind == "answer" for name in names.values()):
        # Read where there is one: what an item asks stands in its instrument.
        from isp_desktop.db.whole import View
        from isp_desktop.services.answer_words import answer_words

        look = partial(View(private=True).records, reading)
        called |= {uid: one.title for uid, one in answer_words(look, names.values()).items()}
    return called


def told_of(names: Iterable[lists.Name]) -> set[str]:
    """The uids of the records that the titles of `names` tell of."""
    return {uid for name in names for uid in name.linked if uid}


def day_in_words(day: str) -> str:
    """A day as people write it, "15 October 2026", in the language that holds; what is no date stays as it is."""
    return _written(day, spoken())


_MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)


@lru_cache(maxsize=4096)
def _written(day: str, tag: str) -> str:
    try:
        date = dt.date.fromisoformat(day)
    except ValueError:
        return day
    if tag == "en":
        # The day before the month, as the rest of the program has it. To read Babel for it, and what it knows of the
        # language, would hold up the first search of the day for 50 ms.
        return f"{date.day} {_MONTHS[date.month - 1]} {date.year}"
    from babel.dates import format_date

    return str(format_date(date, "long", locale=tag))


def title_among(name: lists.Name, linked: Mapping[str, lists.Name]) -> str:
    """What a record is called in full, `linked` being the records that titles tell of."""
    spec = kinds().get(name.kind)
    if spec is None:
        return _("{kind} (from a newer version)").format(kind=name.kind)
    ends = [_end(uid, linked) for uid in name.linked]
    chosen = _chosen(spec, name.title)
    if len(ends) > 1 and ends[0] and ends[-1] and not _is_at_a_site(spec):
        return between(ends[0], next(filter(None, (*ends[1:-1], *chosen)), ""), ends[-1])
    parts = [*ends, *(chosen or [name.title])]
    if spec.day and spec.day in spec.title and name.day:
        parts.append(day_in_words(name.day))
    return ", ".join(part for part in parts if part) or _("{kind} without a name").format(kind=_(spec.label))


def _end(uid: str, linked: Mapping[str, lists.Name]) -> str:
    """What a title says of a record that it tells of, which may be told by others itself."""
    if uid not in linked:
        return ""
    told = [linked[uid].title, *(linked[other].title for other in linked[uid].linked if other in linked)]
    return told[0] or ", ".join(filter(None, told))


def _is_at_a_site(spec: KindSpec) -> bool:
    """Whether the last that its title links to is where somebody is, not with whom something is."""
    return spec.by_name[spec.title_links[-1]].targets == ("site",)


def between(one: str, does: str, other: str) -> str:
    """What is between two, told in a sentence: "Grace Tembo reports to Ruth Calloway"."""
    if not does:
        return _("{one} and {other}").format(one=one, other=other)
    first = does.split(" ", 1)[0]
    # A word with a capital further in, such as "PLC", keeps its first one.
    is_name = first[1:] != first[1:].lower()
    does = does if is_name else does[:1].lower() + does[1:]
    return _("{one} {does} {other}").format(one=one, does=does, other=other)


def _chosen(spec: KindSpec, title: str) -> list[str]:
    """The choices that a title is made of, in words; none where it is not made of choices."""
    fields = [spec.by_name[name] for name in spec.title if spec.by_name[name].type == "choice"]
    pairs = zip(fields, title.split(), strict=False)
    return [_(field.choices[key]) if key in field.choices else "" for field, key in pairs]
