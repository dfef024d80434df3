"""What does not apply by an instrument's own conditions is neither missing nor scored."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

from assessments import answer, begin_assessment

from isp_desktop.db.store import Store
from isp_desktop.domain.answers import uid_of
from isp_desktop.domain.instrument import Choice, Instrument, Item
from isp_desktop.services import naming
from isp_desktop.services.capacity import instruments
from isp_desktop.services.capacity.reading import assessment
from isp_desktop.services.capacity_result.reading import result

QUESTIONS = Instrument(
    "own",
    "Our own",
    items=(
        Item("select_one", "partners", list="yes_no"),
        Item(
            "group",
            "network",
            relevant="${partners} = 'yes'",
            children=(Item("select_one", "trust", list="four", capacity_type="general", level="network"),),
        ),
        Item("repeat", "visits", children=(Item("text", "who", label={"": "Who was met"}),)),
        Item("note", "thanks"),
    ),
    lists={"yes_no": (Choice("yes"), Choice("no")), "four": tuple(Choice(name) for name in "1234")},
)


def test_an_answer_within_what_repeats_is_called_by_what_it_answers_and_its_number(
    store: Store, put: Callable[..., str]
):
    site = put("site", name="Alder")
    instrument, _undo = instruments.take_in(store, QUESTIONS)
    instruments.publish(store, instrument)
    uid = begin_assessment(store, site, instrument, dt.date(2026, 10, 14), "alone")
    answer(store, uid, {"visits[2]/who": "The county"})
    given = uid_of(uid, "visits[2]/who")
    with store.read() as reading:
        assert naming.titles(reading, [given])[given] == "Alder, 14 October 2026: Who was met (2)"


def test_what_does_not_apply_is_not_missing(store: Store, put: Callable[..., str]):
    site = put("site", name="Alder")
    instrument, _undo = instruments.take_in(store, QUESTIONS, least_answered=100)
    instruments.publish(store, instrument)
    uid = begin_assessment(store, site, instrument, dt.date(2026, 10, 14), "alone")
    answer(store, uid, {"partners": "yes", "network/trust": "3", "visits[2]/who": "The county"})
    found = assessment(store, uid)
    assert found.answers["visits[2]/who"] == "The county"
    assert (found.strays, found.profile.overall.counted) == ((), 1)
    # How often something repeats is for who answers to say: it is never missing.
    assert [one.path for one in found.to_answer] == ["partners", "network/trust"]
    answer(store, uid, {"partners": "no"})
    found = assessment(store, uid)
    told = found.asked("network/trust")
    assert told
    assert (told.relevant, told.state, told.answer) == (False, "unasked", "3")
    assert (found.profile.overall.counted, found.profile.overall.missing) == (0, 0)
    [cell] = [one for one in result(store, uid).cells if (one.capacity_type, one.level) == ("general", "network")]
    assert (cell.value, cell.score.missing) == (None, 0)
