"""What the list of each kind says of itself, and where to begin when it is empty."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from isp_desktop.db.models import kind as kind_named
from isp_desktop.domain.language import _, marked
from isp_desktop.ui.kit.nouns import noun


@dataclass(frozen=True, slots=True)
class Words:
    """What the list of a kind says of itself; once a record of `other_kind` is there, `then` says the next step."""

    line: str
    new: str
    heading: str
    sentence: str
    other: str = ""
    other_kind: str = ""
    then: str = ""


_WORDS: Mapping[str, Words] = {
    "visit": Words(
        marked("Latest first, planned ones on top."),
        marked("Record a visit"),
        marked("No visits yet"),
        marked("Begin with the place you visited. You can also name it while you write the visit down."),
        marked("Add a site first"),
        "site",
        marked("Write down the first one while you still remember it. Five minutes are enough."),
    ),
    "site": Words(
        marked("The schools, clinics and agencies you support."),
        marked("Add a site"),
        marked("No sites yet"),
        marked("Add the first place you visit. Its name is all it needs."),
    ),
    "person": Words(
        marked("Everyone with a stake in the work, you included."),
        marked("Add a person"),
        marked("Nobody here yet"),
        marked("Start with the person who let you in. A name is enough, the rest can wait."),
    ),
    "commitment": Words(
        marked("What was promised, the earliest day first."),
        marked("Add a commitment"),
        marked("Nothing promised yet"),
        marked("Trust grows on promises kept. Note what somebody said they would do, and by when."),
        marked("Record a visit"),
        "visit",
        marked("Trust grows on promises kept. Add one here, or on the page of the visit at which it was made."),
    ),
    "note": Words(
        marked("Only on this computer, unless you share one."),
        marked("New note"),
        marked("No notes yet"),
        marked("An observation, a call, something you heard: it stays on this computer until you share it."),
    ),
    "initiative": Words(
        marked("What is being put into practice, and what must hold."),
        marked("Add an initiative"),
        marked("No initiatives yet"),
        marked("Name the programme that your sites take up, and its core elements."),
    ),
    "organization": Words(
        marked("Bodies that are no sites: funders, authorities, associations."),
        marked("Add an organization"),
        marked("No organizations yet"),
        marked("Add the first body that matters for the work and is not visited. Its name is enough."),
    ),
    "team": Words(
        marked("People who carry the implementation together."),
        marked("Add a team"),
        marked("No teams yet"),
        marked("Add the first team you work with. Its name is enough, the rest can wait."),
    ),
    "feedback": Words(
        marked("What people said of the support, and what became of it."),
        marked("Add feedback"),
        marked("No feedback yet"),
        marked("Note what somebody said of the support, do something about it, and tell them what."),
        marked("Record a visit"),
        "visit",
        marked("Note what somebody said of the support here, or on the page of the visit at which they said it."),
    ),
    "tension": Words(
        marked("What is in dispute, and the room that was made for it."),
        marked("Note a tension"),
        marked("No tensions noted"),
        marked("Note what is disputed and how each side sees it, so that there is room to say it."),
    ),
    "conversation": Words(
        marked("Prepared before, thought over afterwards."),
        marked("Prepare a conversation"),
        marked("No difficult conversations noted"),
        marked("Write down what should come of it and how to begin. It stays on this computer until you share it."),
    ),
    "value": Words(
        marked("What the support delivered that was of use to somebody."),
        marked("Add value delivered"),
        marked("No value delivered noted"),
        marked("Note what helped, whom, and in their words how."),
    ),
    "learned": Words(
        marked("What the people there know, and how it changed the plan."),
        marked("Add local knowledge"),
        marked("No local knowledge noted"),
        marked("Note what somebody there told you that you could not have known."),
    ),
    "reflection": Words(
        marked("Yours alone: they are in no bundle and no summary."),
        marked("Write a reflection"),
        marked("No reflections yet"),
        marked("A question stands on the page of each visit, before and after it. What you answer can be read here."),
        marked("Record a visit"),
        "visit",
        marked("A question stands on the page of each visit, before and after it. What you answer can be read here."),
    ),
    "debrief": Words(
        marked("Talks with leaders and champions, the latest first."),
        marked("Log a debrief"),
        marked("No debriefs logged yet"),
        marked("Note with whom it was and what they asked. The next one is counted from it."),
    ),
    "change": Words(
        marked("What changed in the use, the setting or the wider system."),
        marked("Note a change"),
        marked("No changes noted yet"),
        marked("Note what changed around the programme, so that nobody has to remember it later."),
    ),
}


def words_of(kind: str) -> Words:
    """The words for the list of `kind`, in the language that holds; a kind without its own gets plain ones."""
    if (own := _WORDS.get(kind)) is not None:
        line, new, heading, sentence = map(_, (own.line, own.new, own.heading, own.sentence))
        if not own.other_kind:
            return Words(line, new, heading, sentence)
        return Words(line, new, heading, sentence, _(own.other), own.other_kind, _(own.then))
    spec = kind_named(kind)
    name = noun(spec.label)
    return Words(
        "",
        _("New {kind}").format(kind=name),
        _("No {kinds} yet").format(kinds=noun(spec.plural)),
        _("Add the first {kind} to begin.").format(kind=name),
    )
