"""A form being filled: what shows, what is asked for, what is worked out, and what happens to what was typed.

Where a test follows an example of ODK's documentation it says so: https://docs.getodk.org/form-logic (form-logic),
https://docs.getodk.org/form-operators-functions, https://docs.getodk.org/form-repeats.
"""

from __future__ import annotations

import datetime as dt

import pytest
from forms import TODAY, filling, instrument

from isp_desktop.domain.errors import BadInput
from isp_desktop.domain.instrument import Choice, Instrument, Item
from isp_desktop.services.instruments import Filling, Problem


def test_a_question_shows_when_its_condition_holds_and_keeps_its_answer_while_it_does_not():
    """form-logic, "Simple example"."""
    form = filling(
        Item("select_one", "watch_sports", list="yes_no"),
        Item("text", "favorite_team", relevant="${watch_sports} = 'yes'"),
        Item("calculate", "shout", calculation="concat(${favorite_team}, '!')"),
        yes_no="yes no",
    )
    assert not form.relevant("favorite_team")
    assert form.answer("watch_sports", "yes") == {"watch_sports", "favorite_team"}
    assert form.answer("favorite_team", "Ajax") == {"favorite_team", "shout"}
    assert form.calculated("shout") == "Ajax!"
    assert form.answer("watch_sports", "no") == {"watch_sports", "favorite_team", "shout"}
    assert (form.calculated("shout"), form.calculated("favorite_team")) == ("!", "")
    assert form.value("favorite_team") == "Ajax"
    form.answer("watch_sports", "yes")
    assert form.calculated("shout") == "Ajax!"


def test_an_answer_is_looked_at_again_when_its_question_shows_again():
    form = filling(
        Item("integer", "age"),
        Item("integer", "children", relevant="${age} > 17", constraint=". < 4"),
        answers={"age": 3, "children": 2},
    )
    assert form.problems() == []
    form.answer("age", 30)
    assert form.problems() == []
    form.answer("children", 5)
    form.answer("age", 3)
    assert form.problems() == []
    form.answer("age", 30)
    assert [one.path for one in form.problems()] == ["children"]


def test_what_stands_in_a_group_goes_with_it():
    form = filling(
        Item("integer", "age"),
        Item(
            "group",
            "grown",
            relevant="${age} >= 18",
            children=(
                Item("text", "work", required="true()"),
                Item("group", "inner", relevant="${work} != ''", children=(Item("text", "since"),)),
            ),
        ),
    )
    assert form.problems() == []
    form.answer("age", 30)
    assert form.problems() == [Problem("grown/work", "required", "This has to be answered.")]
    assert form.answer("grown/work", "weaver") == {"grown/work", "grown/inner", "grown/inner/since"}
    form.answer("grown/inner/since", "May")
    form.answer("age", 12)
    assert not any(form.relevant(path) for path in form.paths() if path.startswith("grown"))
    assert form.value("grown/inner/since") == "May"


def test_an_answer_that_breaks_the_forms_own_rule_is_told_in_its_words():
    """form-logic, "Validating and restricting responses": a blank answer is not looked at."""
    rule = "not(selected(., 'none') and count-selected(.) > 1)"
    form = Filling(
        Instrument(
            "f",
            "F",
            languages=("en", "nl"),
            default_language="en",
            items=(
                Item("integer", "age", constraint=". > 20 and . < 200", constraint_message={"en": "Not ${age}."}),
                Item("select_multiple", "ills", list="ills", constraint=rule, constraint_message={"nl": "Kies."}),
                Item("text", "name", required="true()", required_message={"en": "Your name, ${age}?"}),
            ),
            lists={"ills": (Choice("none"), Choice("flu"))},
        ),
        {},
        TODAY,
        language="nl",
    )
    assert form.answer("age", 12) == {"age", "name"}
    form.answer("ills", ["none", "flu"])
    assert form.problems() == [
        Problem("age", "constraint", "Not 12."),
        Problem("ills", "constraint", "Kies."),
        Problem("name", "required", "Your name, 12?"),
    ]
    form.answer("age", None)
    form.answer("ills", ["flu"])
    form.answer("name", "Ruth")
    assert form.problems() == []


@pytest.mark.parametrize(
    ("item", "wrong", "message", "right"),
    [
        (Item("integer", "x"), "12.5", "Write a whole number, such as 12.", 12),
        (Item("decimal", "x"), "1e9", "Write a number, such as 12.5.", "12.5"),
        (Item("range", "x", parameters={"start": "0", "end": "5"}), 6, "Write a number from 0 to 5.", 5),
        (Item("date", "x"), "14 October", "Write a day, such as 2026-10-14.", "2026-10-14"),
        (Item("time", "x"), "half past nine", "Write a time of day, such as 09:30.", "09:30"),
        (Item("select_one", "x", list="l"), "c", "This is not among the choices offered. Choose again.", "b"),
        (
            Item("select_multiple", "x", list="l"),
            ["a", "c"],
            "This is not among the choices offered. Choose again.",
            ["a"],
        ),
        (Item("rank", "x", list="l"), ["b", "z"], "This is not among the choices offered. Choose again.", ["b", "a"]),
    ],
)
def test_an_answer_of_another_kind_is_kept_and_told(item: Item, wrong: object, message: str, right: object):
    form = filling(item, l="a b")
    form.answer("x", wrong)
    assert [one.message for one in form.problems()] == [message]
    form.answer("x", right)
    assert form.problems() == []


def test_choices_are_filtered_and_a_choice_that_is_no_longer_offered_is_kept_and_told():
    cities = tuple(Choice(name, {}, {"country": of}) for name, of in (("ams", "nl"), ("utr", "nl"), ("rome", "it")))
    form = Filling(
        Instrument(
            "f",
            "F",
            items=(
                Item("select_one", "country", list="countries"),
                Item("select_one", "city", list="cities", choice_filter="country = ${country}"),
            ),
            lists={"countries": (Choice("nl"), Choice("it")), "cities": cities},
        ),
        {},
        TODAY,
    )
    assert form.choices("city") == ()
    assert form.answer("country", "nl") == {"country", "city"}
    assert [one.name for one in form.choices("city")] == ["ams", "utr"]
    form.answer("city", "utr")
    assert form.answer("country", "it") == {"country", "city"}
    assert [(one.path, one.sort) for one in form.problems()] == [("city", "choice")]
    assert form.value("city") == "utr"


def test_a_filter_may_look_at_the_answer_itself():
    form = filling(
        Item("select_multiple", "ills", list="ills", choice_filter="not(selected(${ills}, 'none')) or name = 'none'"),
        ills="none flu cold",
    )
    form.answer("ills", ["none"])
    assert [one.name for one in form.choices("ills")] == ["none"]
    form.answer("ills", ["flu"])
    assert [one.name for one in form.choices("ills")] == ["none", "flu", "cold"]


def test_not_applicable_counts_as_answered_and_as_blank_in_expressions():
    form = filling(
        Item("integer", "a", required="true()", constraint=". < 5", not_applicable=True),
        Item("integer", "b", required="true()"),
        Item("calculate", "both", calculation="sum(${a} | ${b})"),
    )
    form.answer("a", "n/a")
    form.answer("b", 3)
    assert form.problems() == []
    assert form.calculated("both") == "3"
    form.answer("b", "n/a")
    assert [(one.path, one.sort) for one in form.problems()] == [("b", "type")]


def test_defaults_stand_there_at_first_and_not_again_once_taken_out():
    """form-logic, "Dynamic defaults": worked out once."""
    items = (
        Item("text", "fixed", default="phone_call"),
        Item("date", "onset", default_calculation="today()"),
        Item("integer", "age"),
        Item("integer", "guess", default_calculation="${age} + 1"),
    )
    form = filling(*items)
    assert (form.value("fixed"), form.value("onset"), form.value("guess")) == ("phone_call", "2026-10-14", None)
    form.answer("age", 4)
    assert form.value("guess") is None
    form.answer("fixed", None)
    again = Filling(instrument(*items), form.answers(), dt.date(2027, 1, 1))
    assert (again.value("fixed"), again.value("onset")) == (None, "2026-10-14")


def test_a_calculation_may_be_answered_over_until_what_it_reads_changes():
    """form-logic, "Dynamic defaults from form data"."""
    items = (Item("integer", "current_age"), Item("integer", "diagnosis_age", calculation="${current_age}"))
    form = filling(*items)
    form.answer("current_age", 9)
    form.answer("diagnosis_age", 7)
    again = Filling(instrument(*items), form.answers(), TODAY)
    assert again.value("diagnosis_age") == 7
    again.answer("current_age", 10)
    assert again.value("diagnosis_age") == 10


def test_once_keeps_what_it_first_worked_out():
    items = (Item("integer", "age"), Item("calculate", "first", calculation="once(${age})"))
    form = filling(*items)
    form.answer("age", 3)
    form.answer("age", 4)
    assert form.calculated("first") == "3"
    assert Filling(instrument(*items), form.answers(), TODAY).calculated("first") == "3"


def test_labels_say_what_other_items_hold():
    form = filling(
        Item("text", "your_name"),
        Item("note", "hello_name", label={"": "Hello, ${your_name}."}, hint={"": "$${gone}"}),
        Item("repeat", "person", label={"": "${first}"}, children=(Item("text", "first"),)),
    )
    assert form.answer("your_name", "Adam") == {"your_name", "hello_name"}
    assert (form.label("hello_name"), form.hint("hello_name")) == ("Hello, Adam.", "$…")
    assert form.answer("person[1]/first", "Kwame") >= {"person[1]"}
    assert form.label("person[1]") == "Kwame"


def test_what_nobody_answers_cannot_be_answered():
    form = filling(Item("note", "n"), Item("repeat", "child", children=(Item("text", "name"),)))
    for path in ("n", "child", "child[1]", "nothing", "child[9]/name"):
        with pytest.raises(BadInput):
            form.answer(path, "x")


def test_an_instrument_that_cannot_be_filled_is_refused():
    with pytest.raises(BadInput, match="“a” of this instrument cannot be used: It ends too early"):
        filling(Item("calculate", "a", calculation="1 +"))
    with pytest.raises(BadInput, match="Its name is no name"):
        filling(Item("text", "a b"))
    with pytest.raises(BadInput, match="the same name"):
        filling(Item("text", "a"), Item("text", "a"))
    with pytest.raises(BadInput, match="list of choices is missing"):
        filling(Item("select_one", "a", list="none"))


def test_characters_that_xml_cannot_hold_do_no_harm():
    form = filling(Item("text", "a"), Item("calculate", "b", calculation="string-length(${a})"))
    form.answer("a", "x\x00\ud800\uffff<&>")
    assert form.calculated("b") == "7"
    assert form.value("a") == "x\x00\ud800\uffff<&>"
