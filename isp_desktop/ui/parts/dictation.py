"""What the signs in a page's texts do: "@" names who was there, "#" what was done, "!" begins a commitment.

Shift+Enter names somebody who was not there.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import partial
from typing import Any

from isp_desktop.domain.language import _
from isp_desktop.domain.words import fold
from isp_desktop.services import dictating, drafts
from isp_desktop.services.dictating import Heard
from isp_desktop.services.editing import Edit
from isp_desktop.services.linking import Linker, Offer
from isp_desktop.services.owned_rows import new_row
from isp_desktop.ui.kit.completion import Taken, Trigger
from isp_desktop.ui.kit.dates import short_date
from isp_desktop.ui.kit.fields import Editor
from isp_desktop.ui.kit.finder import Option
from isp_desktop.ui.kit.forms import Form
from isp_desktop.ui.kit.text_editor import TextEditor
from isp_desktop.ui.parts.links import Links
from isp_desktop.ui.parts.row_box import RowBox

_LOOKED_AT = 20
# A sign opens after white space or a bracket: an e-mail address, "C#" and "#3" are none, nor is a heading of Markdown.
_PERSON = re.compile(r"(?:^|(?<=[\s(\[\"“]))(@(\w[\w'\u2019.-]*(?: [\w'\u2019.-]+){0,2} ?|))$")
_ACTIVITY = re.compile(r"(?:^|(?<=[\s(\[\"“]))(#([^\W\d_]\w*(?: \w+){0,3} ?))$")
# A name that was not taken from the list, in a line that promises something.
_MARKED = re.compile(r"(?:^|(?<=[\s(\[\"“]))@(\w[\w'\u2019-]*(?: [\w'\u2019-]+){0,2})")
_PROMISE = re.compile(r"(?:^|(?<=\s))(!(.*))$")


class Dictation:
    """Makes fields of `form` and rows of `promises` out of what is typed in `texts`.

    Args:
        said: tells what was taken back.
        there: the fields that say who was there; who is named by a sign joins the first.
        foot: what the keys do in the list of people.
    """

    def __init__(
        self,
        form: Form,
        texts: Iterable[Editor],
        promises: RowBox,
        linker: Linker,
        site: Callable[[], str],
        me: str,
        today: Callable[[], dt.date],
        said: Callable[[str], object],
        there: Sequence[str],
        foot: str,
    ) -> None:
        self._form, self._promises, self._linker = form, promises, linker
        self._links = Links(linker, site)
        self._site, self._me, self._today, self._said = site, me, today, said
        self._named: dict[str, str] = {}
        self._there, self._foot = there, foot
        for editor in texts:
            if isinstance(editor, TextEditor):
                editor.offer(self._triggers())

    def know(self, names: Mapping[str, str]) -> None:
        """Who else may be meant by a first name, by uid and name."""
        self._named |= names

    def _triggers(self) -> Sequence[Trigger]:
        return (
            Trigger(
                _PERSON,
                self._people,
                self._take_person,
                people=True,
                take_less=self._only_named,
                foot=self._foot,
            ),
            Trigger(_ACTIVITY, self._activities, self._take_activity),
            Trigger(_PROMISE, self._promise, self._take_promise, whole_line=True),
        )

    def _people(self, words: str, limit: int) -> Sequence[Option]:
        asked = words.strip()
        found = self._links.found(("person",), asked, limit)
        if asked and _is_name(asked) and not any(one.title.casefold() == asked.casefold() for one in found):
            found.append(Option("", _("New person “{name}”").format(name=asked)))
        return found

    def _take_person(self, option: Option, words: str, in_promise: bool) -> Taken | None:
        uid, name = option.uid, option.title
        if not uid:
            made = self._linker.make("person", words)
            uid, name = made.uid, made.title
        self._named[uid] = name
        # Who promises something need not have been there.
        return Taken(name) if in_promise else self._joined(self._there[0], uid, name)

    def _only_named(self, option: Option, words: str) -> Taken:
        """Named without having been there; somebody new needs no record for that."""
        if not option.uid:
            return Taken(words.strip())
        self._named[option.uid] = option.title
        return Taken(option.title)

    def _activities(self, words: str, limit: int) -> Sequence[Option]:
        return [Option(code, label, code) for code, label in dictating.activities_like(words, limit)]

    def _take_activity(self, option: Option, _words: str, _in_promise: bool) -> Taken | None:
        return self._joined("activities", option.uid, option.title)

    def _joined(self, field: str, key: str, words: str) -> Taken:
        """Puts `key` into a set field, unless it is there already; `words` stand for it in the text."""
        if key in self._held(field):
            return Taken(words)
        self._change(field, key, True)
        return Taken(words, partial(self._take_out, field, key, words), partial(self._change, field, key, True))

    def _take_out(self, field: str, key: str, words: str) -> None:
        self._change(field, key, False)
        self._said(_("{name} is taken out again").format(name=words))

    def _held(self, field: str) -> list[str]:
        value = self._form.editors[field].value()
        return value if isinstance(value, list) else []

    def _change(self, field: str, key: str, there: bool) -> None:
        editor, rest = self._form.editors[field], [one for one in self._held(field) if one != key]
        editor.set_value([*rest, key] if there else rest)
        editor.changed.emit()

    def heard(self, words: str) -> Heard:
        """What a sentence promises, by whom and by when."""
        there = [uid for field in self._there for uid in self._held(field)]
        people = {uid: self._linker.title(uid) for uid in there} | self._named
        marked: dict[str, str] = {}
        said = _MARKED.sub(lambda found: self._resolved(found[1], people, marked), words)
        return dictating.commitment(said, marked or people, self._me, self._today())

    def _resolved(self, words: str, people: Mapping[str, str], marked: dict[str, str]) -> str:
        """`words` with the name that they begin with in full, who is then noted in `marked`; as they are for nobody."""
        parts = words.split(" ")
        for count in range(len(parts), 0, -1):
            if meant := self._meant(" ".join(parts[:count]), people):
                marked[meant.uid] = meant.title
                return " ".join([meant.title, *parts[count:]])
        return words

    def _meant(self, asked: str, people: Mapping[str, str]) -> Offer | None:
        """Whom a name or its beginning means; of several, the only one of `people`."""
        offers = self._linker.offers("person", asked, _LOOKED_AT, self._site())
        found = [one for one in offers if _begins(asked, one.title)]
        near = [one for one in found if one.uid in people] if len(found) > 1 else found
        return near[0] if len(near) == 1 else None

    def _promise(self, words: str, _limit: int) -> Sequence[Option]:
        if not words:
            return ()
        heard = self.heard(words)
        who = self._linker.title(heard.owner) if heard.owner else _("nobody named (@)")
        due = short_date(heard.due, self._today()) if heard.due else _("no day")
        what = drafts.shortened(heard.what)
        return [Option("", _("Commitment: {what}").format(what=what), f"{due}, {who}")]

    def _take_promise(self, _option: Option, words: str, _in_promise: bool) -> Taken | None:
        heard = self.heard(words)
        if not heard.what:
            return None
        told = {"what": heard.what, "owner": heard.owner, "due": heard.due}
        fields: dict[str, Any] = {name: value for name, value in told.items() if value}
        edit = new_row("commitment")
        self._put_row(edit, fields)
        who = self._linker.title(heard.owner) if heard.owner else ""
        told_in_text = dictating.in_words(heard, who, self._today())
        return Taken(told_in_text, partial(self._take_row, edit, fields), partial(self._put_row, edit, fields))

    def _put_row(self, edit: Edit, fields: dict[str, Any]) -> None:
        for name, value in fields.items():
            edit.touch(name, value)
        self._promises.put_in(edit)

    def _take_row(self, edit: Edit, fields: dict[str, Any]) -> None:
        if self._promises.take_back(edit.uid, fields):
            self._said(_("The commitment “{what}” is taken out again").format(what=fields["what"]))


def _begins(asked: str, name: str) -> bool:
    """Whether every word of `asked` begins a word of `name`."""
    parts = fold(name).split()
    return all(any(part.startswith(word) for part in parts) for word in fold(asked).split())


def _is_name(words: str) -> bool:
    """One word, or two or three that each begin as names do: the rest of a sentence is no name."""
    parts = words.split()
    return len(parts) == 1 or all(part[:1].isupper() for part in parts)
