"""The practice itself: four competencies and the 39 activities that serve them.

The competencies and activities are those of Metz, Burke, Albers, Louison & Bartley (2020); the wording is ours and
stands in `resources/practice/activities.toml`, that of the questions to reflect on in `prompts.toml` beside it, that of
the help with a team's charter in `charter.toml`.
"""

from __future__ import annotations

from functools import cache
from typing import Any

from msgspec import Struct

from isp_desktop.domain.errors import NotFound
from isp_desktop.domain.language import _, spoken
from isp_desktop.domain.resources import resource


class Competency(Struct, frozen=True):
    """One of the four things a practitioner has to be good at."""

    key: str
    label: str
    text: str


class Activity(Struct, frozen=True):
    """One activity a visit can serve.

    Attributes:
        code: "R1" to "L10"; what a visit stores.
        competency: key of its competency.
        label: two to five words, for a chip.
        text: one plain sentence.
        prompt: a question to ask oneself when noting a visit.
    """

    code: str
    competency: str
    label: str
    text: str
    prompt: str


class Prompt(Struct, frozen=True):
    """A question to think about, for the practitioner alone.

    Attributes:
        moment: "before" or "after" a visit.
        codes: the activities that it belongs to.
        text: the question in the language that holds.
        original: the same as it was worded first.
    """

    moment: str
    codes: tuple[str, ...]
    text: str
    original: str


class SectionHelp(Struct, frozen=True):
    """What belongs in a section of a team's charter, and the question that it answers."""

    key: str
    text: str
    prompt: str


class Source(Struct, frozen=True):
    """The guide the activities come from."""

    authors: str
    year: int
    title: str

    @property
    def citation(self) -> str:
        """The guide as cited in a report."""
        return f"{self.authors} ({self.year}). {self.title}"


class Practice(Struct, frozen=True):
    """The guide in the order it is shown on screen."""

    competencies: tuple[Competency, ...]
    activities: tuple[Activity, ...]
    source: Source

    def activity(self, code: str) -> Activity:
        """The activity of that code.

        Raises:
            NotFound: there is no such code.
        """
        for activity in self.activities:
            if activity.code == code:
                return activity
        refusal = _('There is no activity with the code "{code}"; the codes run R1-R11, T1-T10, C1-C8 and L1-L10.')
        raise NotFound(refusal.format(code=code))

    def serving(self, competency: str) -> tuple[Activity, ...]:
        """The activities of the competency with that key, in order."""
        return tuple(activity for activity in self.activities if activity.competency == competency)


def load_practice() -> Practice:
    """The practice as shipped, in the language that holds; read once for each."""
    return _load(spoken())


@cache
def _load(_tag: str) -> Practice:
    # Read where it is used: the window opens without it.
    import tomllib

    data: dict[str, Any] = tomllib.loads(resource("practice/activities.toml").read_text("utf-8"))
    return Practice(
        competencies=tuple(Competency(**_said(row)) for row in data["competency"]),
        activities=tuple(Activity(**_said(row)) for row in data["activity"]),
        source=Source(**data["source"]),
    )


def load_prompts() -> tuple[Prompt, ...]:
    """The questions to reflect on as shipped, in the language that holds; read once for each."""
    return _load_prompts(spoken())


@cache
def _load_prompts(_tag: str) -> tuple[Prompt, ...]:
    import tomllib

    data: dict[str, Any] = tomllib.loads(resource("practice/prompts.toml").read_text("utf-8"))
    return tuple(Prompt(row["moment"], tuple(row["codes"]), _(row["text"]), row["text"]) for row in data["prompt"])


def load_charter_help() -> dict[str, SectionHelp]:
    """The help with each section of a charter, by the section's key, in the language that holds; read once for each."""
    return _load_charter_help(spoken())


@cache
def _load_charter_help(_tag: str) -> dict[str, SectionHelp]:
    import tomllib

    data: dict[str, Any] = tomllib.loads(resource("practice/charter.toml").read_text("utf-8"))
    return {row["key"]: SectionHelp(**_said(row)) for row in data["section"]}


def _said(row: dict[str, str]) -> dict[str, str]:
    """A row of the file, its wording in the language that holds; codes and keys stay."""
    return {name: _(words) if words and name in _WORDING else words for name, words in row.items()}


_WORDING = ("label", "text", "prompt")
