"""One page on a relationship: whole and marked as private, or made of shared records alone."""

from __future__ import annotations

import datetime as dt
import io
import zipfile
from collections.abc import Callable
from dataclasses import replace
from itertools import product

import pytest
from docx import Document

from isp_desktop.db import log
from isp_desktop.db.store import Store
from isp_desktop.domain.brief import Brief
from isp_desktop.domain.errors import NotFound
from isp_desktop.domain.vocabulary import INTERPERSONAL, INTRAPERSONAL
from isp_desktop.services import brief, records, settings
from isp_desktop.services.summary import FORMATS
from isp_desktop.services.summary.as_pages import as_pages
from isp_desktop.services.summary.brief_outline import brief_outline

TODAY = dt.date(2026, 10, 15)
PLANTED = "Xylophonquartz"
Put = Callable[..., str]


@pytest.fixture
def me(store: Store, put: Put) -> str:
    uid = put("person", name="Maren Oduya")
    settings.write(store, "me", uid)
    return uid


@pytest.fixture
def ruth(put: Put, me: str) -> str:
    """Somebody with a history, most of it private, some shared."""
    site = put("site", name="Harbour County")
    uid = put("person", name="Ruth Calloway", role="Director", sites=[site], part="leadership", private_notes=PLANTED)
    about = {"stakeholder": uid}
    put("relationship", **about, practitioner=me, strength="building", since="2025-01-10", aims=f"{PLANTED} aims",
        strains=f"{PLANTED} strains")  # fmt: skip
    for day, openness in (("2025-03-03", 2), ("2025-11-20", 1), ("2026-09-01", 4)):
        put("trust", **about, rater=me, date=day, way="self", openness=openness, reliability=3, evidence=PLANTED)
    put("trust", **about, rater=me, date="2026-06-01", way="diagnostic", reliability=5, scope="shared",
        evidence=PLANTED)  # fmt: skip
    visits = [
        put("visit", date=day, site=site, attended=[uid], purpose=f"Review {at}", private_notes=PLANTED)
        for at, day in enumerate(("2026-03-01", "2026-05-01", "2026-07-01", "2026-09-01"))
    ]
    put("visit", date="2026-12-01", site=site, attended=[uid], purpose="To come", stage="planned")
    promised = {"owner": me, "visit": visits[-1]}
    put("commitment", what="Send the page", due="2026-10-01", status="open", **promised)
    put("commitment", what="Done long ago", status="kept", **promised)
    put("commitment", what="Done late", status="late", **promised)
    put("commitment", what="Book the room", owner=uid, due="2026-11-01", status="open")
    put("feedback", date="2026-09-01", what=f"{PLANTED} feedback", people=[uid])
    put("feedback", date="2026-09-02", what="Too fast", people=[uid], scope="shared")
    put("feedback", date="2026-09-02", what="Told long ago", people=[uid], told_on="2026-09-03", scope="shared")
    put("tension", date="2026-09-01", what=f"{PLANTED} tension", people=[uid], state="held")
    put("conversation", date="2026-10-20", what=f"{PLANTED} conversation", people=[uid])
    put("note", date="2026-09-05", type="call", heading=f"{PLANTED} call", text=PLANTED, people=[uid])
    return uid


def words(made: Brief) -> str:
    told = [made.title, made.mark, *(f"{label} {text}" for label, text in made.facts)]
    for part in made.parts:
        told += [part.heading, *(f"{label}: {text}" for label, text in part.texts), *part.lines]
    return "\n".join(told)


def lines(made: Brief, heading: str) -> tuple[str, ...]:
    return next(part.lines for part in made.parts if part.heading == heading)


def test_the_one_to_prepare_with_tells_both_courses_of_trust_in_words(store: Store, ruth: str):
    made = brief.gather(store, ruth, True, TODAY)
    assert lines(made, "Intrapersonal trust")[::2] == (
        "You, Self-assessment, 1 September 2026: reliability 3 (1 of 3 indicators rated)",
        "You, Diagnostic assessment, 1 June 2026: reliability 5 (1 of 3 indicators rated)",
    )
    assert lines(made, "Interpersonal trust")[-1] == (
        "You, Self-assessment, 3 March 2025: openness 2 (1 of 3 indicators rated)"
    )
    assert "Course (You, Self-assessment): Since 3 March 2025: openness fell from 2 to 1 and is 4 now." in words(made)
    assert "Course (You, Self-assessment): Since 3 March 2025: reliability is 3, as before." in words(made)


def test_the_one_to_prepare_with_tells_what_each_rating_rests_on_and_the_other_never(store: Store, ruth: str):
    private, shared = (brief.gather(store, ruth, private, TODAY) for private in (True, False))
    assert lines(private, "What the ratings rest on") == (
        f"You, Self-assessment, 1 September 2026: {PLANTED}",
        f"You, Diagnostic assessment, 1 June 2026: {PLANTED}",
        f"You, Self-assessment, 20 November 2025: {PLANTED}",
        f"You, Self-assessment, 3 March 2025: {PLANTED}",
    )
    assert "What the ratings rest on" not in words(shared)


def test_it_tells_promises_contacts_and_what_is_open(store: Store, ruth: str):
    made = brief.gather(store, ruth, True, TODAY)
    assert lines(made, "Commitments") == (
        "Ruth Calloway: Book the room, by 1 November 2026",
        "Maren Oduya: Send the page, by 1 October 2026, late",
    )
    assert "Promised by Maren Oduya: Kept 2 of 2, 1 of them late" in words(made)
    assert lines(made, "Last contacts")[0] == f"5 September 2026, {PLANTED} call"
    assert lines(made, "Only for you") == (f"5 September 2026, {PLANTED} call, {PLANTED}",)
    days = [line.partition(",")[0] for line in lines(made, "Last contacts")]
    assert days[:3] == ["5 September 2026", "2 September 2026", "2 September 2026"]
    assert lines(made, "Last contacts")[6:] == ("and 2 more, in the notebook",)
    assert set(lines(made, "Still open between you")[2:]) == {
        f"Feedback: {PLANTED} feedback (nothing done yet)",
        f"Tension: {PLANTED} tension (space held)",
    }
    assert lines(made, "Still open between you")[:2] == (
        f"Difficult conversation: {PLANTED} conversation (planned for 20 October 2026)",
        "Feedback: Too fast (nothing done yet)",
    )
    assert made.mark == "Private: for Maren Oduya only"
    assert f"Private notes: {PLANTED}" in words(made)


def test_a_meeting_counts_once_it_was_held_and_what_was_promised_there_waits(store: Store, put: Put, me: str):
    ruth = put("person", name="Ruth")
    today = TODAY.isoformat()
    put("meeting", date="2026-10-01", heading="Called off", stage="called_off", present=[ruth])
    put("meeting", date=today, heading="To be held", stage="planned", present=[ruth])
    held = put("meeting", date="2026-09-01", heading="Start", stage="held", present=[ruth])
    visit = put("visit", date="2026-09-01", attended=[ruth], stage="held", purpose="Look in")
    put("commitment", what="Send the page", owner=me, meeting=held, visit=visit, status="open")
    made = brief.gather(store, ruth, True, TODAY)
    assert sorted(lines(made, "Last contacts")) == ["1 September 2026, Look in", "1 September 2026, Start"]
    assert lines(made, "Commitments") == ("Maren Oduya: Send the page, no day",)
    put("commitment", what="Book the room", owner=me, meeting=held, status="open")
    assert len(lines(brief.gather(store, ruth, True, TODAY), "Commitments")) == 2


def test_the_one_to_hand_on_is_as_if_nothing_private_had_ever_been_written(
    store: Store, ruth: str, make_store: Callable[[str], Store]
):
    made = brief.gather(store, ruth, False, TODAY)
    assert PLANTED not in words(made)
    assert made.mark == ""
    assert lines(made, "Still open between you") == ("Feedback: Too fast (nothing done yet)",)
    assert lines(made, "Intrapersonal trust") == (
        "Maren Oduya, Diagnostic assessment, 1 June 2026: reliability 5 (1 of 3 indicators rated)",
    )
    colleague = make_store("Sam Whitlock")
    with store.read() as reading, colleague.write() as transaction:
        for _uid, revisions in log.every_record(reading):
            for revision in revisions:
                if revision.scope == "shared":
                    transaction.take(revision)
    settings.write(colleague, "me", settings.read(store, "me"))
    theirs = brief.gather(colleague, ruth, False, TODAY)
    assert replace(theirs, author=made.author) == made, "whoever has what is shared makes the same page of it"


def test_each_rater_and_way_has_a_course_of_its_own_and_is_named(store: Store, put: Put, me: str):
    ruth, sam = put("person", name="Ruth"), put("person", name="Sam Whitlock")
    for rater, way, marks in ((me, "self", (2, 4)), (sam, "self", (5, 1)), ("", "diagnostic", (3, 5))):
        for month, mark in zip(("05", "09"), marks, strict=True):
            put("trust", stakeholder=ruth, rater=rater or None, way=way, date=f"2026-{month}-01", openness=mark,
                scope="shared")  # fmt: skip
    told = {private: brief.gather(store, ruth, private, TODAY) for private in (True, False)}
    [courses] = [part.texts for part in told[True].parts if part.heading == "Interpersonal trust"]
    assert dict(courses) == {
        "Course (You, Self-assessment)": "Since 1 May 2026: openness rose from 2 to 4.",
    }
    assert lines(told[True], "Interpersonal trust")[-1] == "and 3 earlier ratings, in the notebook"
    assert set(lines(told[True], "Interpersonal trust")[:-1]) == {
        "You, Self-assessment, 1 September 2026: openness 4 (1 of 3 indicators rated)",
        "Sam Whitlock, Self-assessment, 1 September 2026: openness 1 (1 of 3 indicators rated), "
        "down since the first rating",
        "Rater not named, Diagnostic assessment, 1 September 2026: openness 5 (1 of 3 indicators rated), "
        "up since the first rating",
    }
    assert "Course (Maren Oduya, Self-assessment): " in words(told[False])
    assert "You" not in words(told[False])


def test_what_only_others_rated_is_told_as_theirs(store: Store, put: Put, me: str):
    ruth, sam = put("person", name="Ruth"), put("person", name="Sam Whitlock", scope="private")
    put("trust", stakeholder=ruth, rater=sam, way="self", date="2026-09-01", openness=4, scope="shared")
    put("trust", stakeholder=ruth, way="self", date="2026-09-01", reliability=4, scope="shared")
    told = words(brief.gather(store, ruth, True, TODAY))
    assert "Sam Whitlock, Self-assessment, 1 September 2026: openness 4" in told
    assert "Rater not named, Self-assessment, 1 September 2026: reliability 4" in told
    handed_on = words(brief.gather(store, ruth, False, TODAY))
    assert "Rater not in this notebook, Self-assessment, 1 September 2026: openness 4" in handed_on
    assert "Sam" not in handed_on


def test_what_is_left_out_is_counted(store: Store, put: Put, me: str):
    ruth = put("person", name="Ruth", sites=[put("site", name=f"Site {at}") for at in range(8)])
    for at in range(9):
        rater, day = put("person", name=f"Rater {at}"), f"2026-09-0{at + 1}"
        put("trust", stakeholder=ruth, rater=rater, way="self", date=day, openness=4)
        put("relationship", stakeholder=ruth, practitioner=rater, aims="To go on. " * 40)
        put("commitment", owner=ruth, what="Send the page", due=day, status="open")
        put("tension", date=day, what="Who owns the data", people=[ruth])
        put("note", date=day, heading=f"Call {at}", people=[ruth], text="She called.")
    made = brief.gather(store, ruth, True, TODAY)
    kept = "in the notebook"
    told = lines(made, "Interpersonal trust")
    assert [line.partition(",")[0] for line in told[:4]] == ["Rater 8", "Rater 7", "Rater 6", "Rater 5"]
    assert told[4:] == (f"and 5 more raters or ways, {kept}",)
    assert dict(made.facts)["Sites"] == f"Site 0, Site 1, Site 2, Site 3, Site 4, Site 5, and 2 more, {kept}"
    assert lines(made, "The relationship") == (f"and 8 more, {kept}",)
    assert "Shared aims: To go on." in words(made)
    assert "To go on. …" in words(made)
    left_out = {heading: lines(made, heading)[-1] for heading in ("Commitments", "Last contacts", "Only for you")}
    assert left_out == {
        "Commitments": f"and 4 more, {kept}",
        "Last contacts": f"and 3 more, {kept}",
        "Only for you": f"and 5 more, {kept}",
    }
    assert lines(made, "Still open between you")[8:] == (f"and 1 more, {kept}",)


@pytest.mark.parametrize("private", [True, False])
def test_a_relationship_is_told_as_that_of_whose_it_is(store: Store, put: Put, me: str, private: bool):
    ruth, sam = put("person", name="Ruth"), put("person", name="Sam Whitlock")

    def told() -> tuple[tuple[str, str], ...]:
        made = brief.gather(store, ruth, private, TODAY)
        return next(part.texts for part in made.parts if part.heading == "The relationship")

    put("relationship", stakeholder=ruth, strength="weak", aims="Nobody's aims", scope="shared")
    assert told()[0] == ("Practitioner", "Practitioner not named")
    put("relationship", stakeholder=ruth, practitioner=sam, strength="weak", aims="Sam's aims", scope="shared")
    assert told()[0] == ("Practitioner", "Sam Whitlock")
    assert "Sam's aims" in str(told())
    put("relationship", stakeholder=ruth, practitioner=me, strength="strong", aims="Own aims", scope="shared")
    assert "Own aims" in str(told())
    assert "Sam" not in str(told())
    assert "Nobody" not in str(told())


def test_many_private_notes_do_not_change_the_one_to_hand_on(store: Store, put: Put, me: str):
    ruth = put("person", name="Ruth")
    for at in range(3):
        put("note", date=f"2026-01-0{at + 1}", heading=f"Shared {at}", text="Said", people=[ruth], scope="shared")
    before = brief.gather(store, ruth, False, TODAY)
    with store.write() as transaction:
        for at in range(1_001):
            fields = {"date": "2026-09-01", "text": f"{PLANTED} {at}", "people": [ruth]}
            records.put(transaction, "note", fields, scope="private")
    assert lines(before, "Last contacts")
    assert brief.gather(store, ruth, False, TODAY) == before


@pytest.mark.parametrize("form", FORMATS)
def test_each_form_tells_the_same_and_the_private_one_is_marked(store: Store, ruth: str, form: str):
    private, shared = (_content(brief.write(store, ruth, private, form, TODAY)) for private in (True, False))  # type: ignore[arg-type]
    if form != "pdf":
        assert "Private: for Maren Oduya only" in private
        assert "Ruth Calloway" in shared
        assert PLANTED in private
        assert PLANTED not in shared
        assert "Private: for" not in shared


@pytest.mark.parametrize("private", [True, False])
def test_it_is_one_page_however_much_there_is_to_tell(store: Store, put: Put, ruth: str, me: str, private: bool):
    long = "The review was held, and much was said of what had been agreed before and since. " * 12
    sites = [put("site", name=f"Wetherstead Primary Care Partnership {at}") for at in range(9)]
    put("person", uid=ruth, private_notes=long, role="Director of early childhood services", organization=long[:160],
        sites=sites)  # fmt: skip
    raters = [me, *(put("person", name=f"Rosalind Featherstone {at}") for at in range(4))]
    for at in range(12):
        day = f"2026-08-{at + 1:02}"
        visit = put("visit", date=day, attended=[ruth], purpose=long[:150], site=sites[0], discussion=long)
        for owner, status in product((ruth, me), ("open", "late")):
            put("commitment", what=long[:100], owner=owner, due=day, status=status, visit=visit)
        put("tension", date=day, what=long[:90], people=[ruth], scope="shared")
        put("conversation", date=f"2026-11-{at + 1:02}", what=long[:90], people=[ruth], scope="shared")
        put("note", date=day, text=long, people=[ruth])
        for rater, way in product(raters, ("self", "diagnostic")):
            marks = {name: 1 + at * place % 5 for place, name in enumerate((*INTRAPERSONAL, *INTERPERSONAL))}
            put("trust", date=day, stakeholder=ruth, rater=rater, way=way, scope="shared", evidence=long, **marks)
    for rater in raters:
        put("relationship", stakeholder=ruth, practitioner=rater, strength="building", aims=long, strengths=long,
            strains=long, private_notes=long)  # fmt: skip
    made = brief.gather(store, ruth, private, TODAY)
    assert len(as_pages(brief_outline(made), 40)) == 1
    assert lines(made, "Last contacts")[-1].endswith("more, in the notebook")


def test_the_word_file_has_the_room_of_the_printed_page(store: Store, ruth: str):
    word = Document(io.BytesIO(brief.write(store, ruth, True, "docx", TODAY)))
    [section] = word.sections
    assert (round(section.top_margin.mm), round(section.left_margin.mm)) == (19, 20)
    assert word.styles["Normal"].font.size.pt == 9
    assert section.header.paragraphs[0].text == "Private: for Maren Oduya only"
    assert not section.different_first_page_header_footer


def test_nobody_and_who_is_deleted_have_none(store: Store, put: Put, ruth: str):
    hidden = put("person", name="Hidden", scope="private")
    with store.write() as transaction:
        records.delete(transaction, ruth)
    for uid, private in (("nobody", True), (ruth, True), (hidden, False)):
        with pytest.raises(NotFound, match="no such person"):
            brief.gather(store, uid, private, TODAY)


def _content(file: bytes) -> str:
    """The words of a file; those of a Word document with its headers."""
    if not file.startswith(b"PK"):
        return file.decode("utf-8", "replace")
    with zipfile.ZipFile(io.BytesIO(file)) as parts:
        return "\n".join(parts.read(name).decode() for name in parts.namelist() if name.endswith(".xml"))
