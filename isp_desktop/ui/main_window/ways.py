"""What the search offers beside what is in the notebook."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from isp_desktop.db.models import kinds
from isp_desktop.domain.kinds import KindSpec
from isp_desktop.domain.language import _, marked
from isp_desktop.ui.kit.nav import NavItem
from isp_desktop.ui.kit.nouns import add_words, noun
from isp_desktop.ui.main_window import nav
from isp_desktop.ui.main_window.actions import MENUS, Entry
from isp_desktop.ui.pages.search import Result, Target

_KEYS = {"visit": "Ctrl N", "note": "Ctrl Shift N"}
_ALSO_BEGUN = frozenset(
    {
        *("trust", "team_check", "feedback", "tension", "conversation", "value", "learned", "tie"),
        *("champion_review", "engagement", "shared_responsibility", "competency_reflection"),
    }
)
# Where beginning is more than opening a form.
_BEGUN_AS = {
    "team_check": marked("Begin a team check"),
    "debrief": marked("Log a debrief"),
    "champion": marked("Add a champion"),
    "leadership_role": marked("Add a leadership role"),
}
# Reached another way in the search, or of no use from there.
_NOT_OFFERED = frozenset({"new_visit", "new_note", "search", "next_part", "settings", "today", "calendar"})

# What people may type for it besides its name.
_PLACE_WORDS: Mapping[str, str] = {
    "today": marked("home start overview due"),
    "visit": marked("site visits log"),
    "calendar": marked("week month plan schedule agenda"),
    "commitment": marked("promises tasks to do list actions"),
    "person": marked("contacts stakeholders names"),
    "organization": marked("funders agencies partners"),
    "initiative": marked("programs programmes projects"),
    "relationships": marked("network map ties trust coverage champions"),
    "teams": marked("implementation teams members team agreement"),
    "leaders": marked("leadership power interest grid debriefs roles emerging"),
    "note": marked("observations"),
    "exchange": marked("share send receive bundle colleague inbox"),
    "conflicts": marked("settle changes to settle merge"),
    "drafts": marked("unsaved unfinished"),
    "practice": marked("activities competencies hours what never happens reflection"),
    "notebook": marked("backup passphrase language options preferences security"),
}
_BEGIN_WORDS: Mapping[str, str] = {
    "visit": marked("record write up log a visit"),
    "note": marked("add write a note observation"),
    "meeting": marked("add plan a team meeting agenda minutes"),
    "person": marked("contact stakeholder"),
    "initiative": marked("add an initiative program programme project"),
    "site": marked("school clinic place"),
    "commitment": marked("promise task to do action"),
    "change": marked("add"),
    "organization": marked("add an organization funder agency partner"),
    "team": marked("implementation"),
    "trust": marked("new trust rating"),
    "team_check": marked("new rating of a team functioning survey"),
    "feedback": marked("note new complaint praise"),
    "tension": marked("add new dispute disagreement"),
    "conversation": marked("add note new difficult talk"),
    "value": marked("note new use benefit help"),
    "learned": marked("note new learning context"),
    "tie": marked("new connect connection network"),
    "debrief": marked("new debrief talk with a leader"),
    "champion": marked("new champion supporter"),
    "leadership_role": marked("new leader leadership role director"),
    "champion_review": marked("new champion review waning lost"),
    "engagement": marked("new champion engagement"),
    "shared_responsibility": marked("new shared responsibility hand over emerging leader"),
    "competency_reflection": marked("myself grow learn practice"),
}
_DO_WORDS: Mapping[str, str] = {
    "contacts": marked("people address book vcard csv"),
    "table": marked("export spreadsheet excel csv"),
    "undo": marked("take back"),
    "keys": marked("help shortcuts"),
    "brief": marked("person site visit prepare one page print"),
    "leader_brief": marked("facts for a leader one page print"),
    "supervision": marked("summary report hours activities coach"),
    "lock": marked("close hide"),
    "quit": marked("close exit"),
}


def ways() -> list[Result]:
    """What can be jumped to or done: places to go to, records to begin, things to do."""
    new = [_beginning(spec) for spec in kinds().values() if not spec.within or spec.kind in _ALSO_BEGUN]
    entries = [entry for own in MENUS.values() for entry in own if entry is not None and entry.name not in _NOT_OFFERED]
    begun = [*sorted(new, key=lambda way: not way.keys), _plan(), _charter()]
    return [*_places([*nav.places(), *nav.elsewhere()]), *begun, *map(_doing, entries), _network()]


def _places(found: Iterable[NavItem]) -> Iterable[Result]:
    for item in found:
        words = _PLACE_WORDS.get(item.key, "")
        yield Result(Target("place", item.key), item.label, _("Go to"), item.icon, words=_(words) if words else "")


def _beginning(spec: KindSpec) -> Result:
    words = _BEGIN_WORDS.get(spec.kind, "")
    return Result(
        Target("new", spec.kind),
        _begun_as(spec),
        _("Begin"),
        "plus",
        keys=_KEYS.get(spec.kind, ""),
        words=f"{add_words(spec)} {_(words) if words else ''}",
    )


def _begun_as(spec: KindSpec) -> str:
    own = _BEGUN_AS.get(spec.kind)
    if own:
        return _(own)
    return add_words(spec) if spec.within else _("New {kind}").format(kind=noun(spec.label))


def _plan() -> Result:
    words = _("schedule new next visit")
    return Result(Target("plan", "visit"), _("Plan a visit"), _("Begin"), "calendar-plus", words=words)


def _charter() -> Result:
    """A charter is begun on the page of its team."""
    words = _("new write add team charter agreement")
    return Result(
        Target("place", "teams"), _("Begin a charter"), _("Begin"), "plus", _("choose its team first"), words=words
    )


def _network() -> Result:
    """Files are chosen beside the map that is made of them."""
    words = _("csv ties table nodes edges files")
    told = _("in the menu of the map")
    return Result(Target("place", "relationships"), _("Import a network"), _("Do"), "download", told, words=words)


def _doing(entry: Entry) -> Result:
    keys, words = entry.keys[0].replace("+", " ") if entry.keys else "", _DO_WORDS.get(entry.name, "")
    title = _(entry.text).replace("&", "")
    return Result(Target("do", entry.name), title, _("Do"), "play", keys=keys, words=_(words) if words else "")
