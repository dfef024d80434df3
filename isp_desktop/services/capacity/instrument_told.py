"""The questions of an instrument, kept as JSON, as people read them: all of them, what a version changed, what several
make together.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from isp_desktop.domain.errors import BadInput
from isp_desktop.domain.instrument import (
    CONTAINERS,
    UNASKED,
    Choice,
    Instrument,
    Item,
    language_for,
    text_in,
    to_json,
    walk,
)
from isp_desktop.domain.instrument_joining import join
from isp_desktop.domain.language import _, counted, marked, spoken
from isp_desktop.services.capacity.instrument_words import condition_words, scale_words, tag_words, title_of
from isp_desktop.services.capacity.questions import parsed
from isp_desktop.services.instruments.expressions.form import faults

Path = tuple[str, ...]

_WORDINGS = {
    "label": marked("Worded anew: {change}"),
    "hint": marked("Help of “{item}”: {change}"),
    "guidance": marked("Longer help of “{item}”: {change}"),
}
_IN_WORDS = {"label", "hint", "guidance", "children"}


def outline(content: str) -> str:
    """All that is asked, an item a line."""
    found = _read(content)
    if found is None:
        return _foreign()
    language = language_for(found, spoken())
    lines = []
    for _path, item in walk(found.items):
        title = title_of(item, language, found.default_language)
        lines.append(_("{section}:").format(section=title) if item.kind in CONTAINERS else f"- {title}")
    return "\n".join(lines)


def extent(content: str) -> str:
    """How much is asked: "16 questions"."""
    found = _read(content)
    if found is None:
        return _foreign()
    count = sum(item.kind not in UNASKED for _path, item in walk(found.items))
    return counted("{n} question", "{n} questions", count)


def changes(before: str, content: str) -> str:
    """What `content` says otherwise than `before`, a change a line."""
    was, now = _read(before), _read(content)
    if was is None or now is None:
        return _foreign()
    return "\n".join(_Changes(was, now).told()) or _("Nothing that can be told in words")


def joined(before: str, versions: Sequence[str]) -> str | None:
    """What `versions` make together, as it is kept; None where that cannot be, or would not work.

    Whoever joins the same versions, in whatever order, gets the same.
    """
    was, found = _read(before), [_read(version) for version in sorted(versions)]
    known = [one for one in found if one is not None]
    made = join(was, known) if was is not None and len(known) == len(found) else None
    if made is None:
        return None
    had = {(fault.path, fault.aspect, fault.reason) for one in known for fault in faults(one)}
    new = any((fault.path, fault.aspect, fault.reason) not in had for fault in faults(made))
    return None if new else to_json(made)


def _read(content: str) -> Instrument | None:
    try:
        return parsed(content).instrument
    except BadInput:
        return None


def _foreign() -> str:
    return _("something that this version does not understand")


class _Changes:
    """Compares two versions of an instrument."""

    def __init__(self, was: Instrument, now: Instrument) -> None:
        self._was, self._now = was, now
        self._language = language_for(now, spoken())
        self._before, self._after = dict(walk(was.items)), dict(walk(now.items))

    def told(self) -> Iterator[str]:
        """Each change in a sentence."""
        if self._was.title != self._now.title:
            yield _("Title: {change}").format(change=_from_to(self._was.title, self._now.title))
        for language in self._now.languages:
            if language not in self._was.languages:
                yield _("New language: {language}").format(language=language)
        for language in self._was.languages:
            if language not in self._now.languages:
                yield _("Language taken out: {language}").format(language=language)
        for path, item in self._after.items():
            yield from self._changed(path, self._before[path], item) if path in self._before else self._came(path, item)
        yield from self._gone()
        yield from self._orders()
        yield from self._lists()

    def _came(self, path: Path, item: Item) -> Iterator[str]:
        words, above = self._title(self._now, item), self._after.get(path[:-1])
        moved = self._moved_from(path)
        if moved is not None:
            if not self._moved_from(path[:-1]):
                yield self._moved(words, above)
            yield from self._changed(path, moved, item)
        elif above is None:
            yield _("New: “{item}”").format(item=words)
        else:
            yield _("New in “{section}”: “{item}”").format(section=self._title(self._now, above), item=words)

    def _moved(self, words: str, above: Item | None) -> str:
        if above is None:
            return _("Moved: “{item}”, out of its section").format(item=words)
        return _("Moved: “{item}”, now in “{section}”").format(item=words, section=self._title(self._now, above))

    def _gone(self) -> Iterator[str]:
        names = {path[-1] for path in self._after.keys() - self._before.keys()}
        for path, item in self._before.items():
            if path not in self._after and path[-1] not in names:
                yield _("Taken out: “{item}”").format(item=self._title(self._was, item))

    def _moved_from(self, path: Path) -> Item | None:
        found = [one for at, one in self._before.items() if at[-1:] == path[-1:] and at not in self._after]
        return found[0] if len(found) == 1 else None

    def _changed(self, path: Path, was: Item, now: Item) -> Iterator[str]:
        words = self._title(self._now, now)
        for aspect, told in _WORDINGS.items():
            yield from self._worded(words, told, getattr(was, aspect), getattr(now, aspect))
        pairs = (
            (_("Answers to “{item}”: {change}"), *self._scales(was, now)),
            (_("What “{item}” tells of: {change}"), tag_words(was), tag_words(now)),
            (_("When “{item}” is asked: {change}"), _joined(condition_words(was)), _joined(condition_words(now))),
        )
        told_of = False
        for sentence, before, after in pairs:
            if before != after:
                told_of = True
                yield sentence.format(item=words, change=_from_to(before, after))
        rest = set(now.__struct_fields__) - _IN_WORDS
        if not told_of and any(getattr(was, name) != getattr(now, name) for name in rest):
            yield _("How “{item}” is laid out or begins").format(item=words)

    def _worded(self, item: str, told: str, was: dict[str, str], now: dict[str, str]) -> Iterator[str]:
        for language in dict.fromkeys((*was, *now)):
            before, after = was.get(language, ""), now.get(language, "")
            if before != after:
                line = _(told).format(item=item, change=_from_to(before, after))
                is_other = language != self._language and len(self._now.languages) > 1
                yield _("{change}, in {language}").format(change=line, language=language) if is_other else line

    def _orders(self) -> Iterator[str]:
        for path, item in ((), None), *((at, one) for at, one in self._after.items() if one.kind in CONTAINERS):
            before, after = (_children(one, path) for one in (self._was, self._now))
            common = set(before) & set(after)
            if [one for one in before if one in common] != [one for one in after if one in common]:
                place = self._title(self._now, item) if item else self._now.title
                yield _("Another order in “{section}”").format(section=place)

    def _lists(self) -> Iterator[str]:
        for name in dict.fromkeys((*self._was.lists, *self._now.lists)):
            was, now = self._was.lists.get(name, ()), self._now.lists.get(name, ())
            if was == now:
                continue
            before, after = self._choices(self._was, was), self._choices(self._now, now)
            if before != after:
                yield _("Choices: {change}").format(change=_from_to(before, after))
            else:
                yield _("What the choices {choices} score, or what they are called elsewhere").format(choices=after)

    def _choices(self, instrument: Instrument, choices: Sequence[Choice]) -> str:
        return ", ".join(text_in(one.label, self._language, instrument.default_language) or one.name for one in choices)

    def _scales(self, was: Item, now: Item) -> tuple[str, str]:
        """How it was answered, and is; alike where only the choices of its list changed, which are told once."""
        if (was.kind, was.list, was.parameters) == (now.kind, now.list, now.parameters):
            return "", ""
        return scale_words(self._was, was, self._language), scale_words(self._now, now, self._language)

    def _title(self, instrument: Instrument, item: Item) -> str:
        return title_of(item, self._language, instrument.default_language)


def _children(instrument: Instrument, path: Path) -> list[str]:
    return [at[-1] for at, _item in walk(instrument.items) if at[:-1] == path]


def _joined(parts: Iterator[str]) -> str:
    return "; ".join(parts)


def _from_to(before: str, after: str) -> str:
    nothing = _("nothing")
    return f"{_quoted(before) or nothing} → {_quoted(after) or nothing}"


def _quoted(text: str) -> str:
    return _("“{text}”").format(text=" ".join(text.split())) if text else ""
