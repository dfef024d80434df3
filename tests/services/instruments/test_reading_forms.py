# ruff: noqa: E501 - a sheet is easier to read with its columns side by side
"""Forms read from spreadsheets: what is taken, what is not and why, and what is refused."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from forms import TODAY, workbook

from isp_desktop.domain.errors import BadInput
from isp_desktop.domain.instrument import Choice, Item, walk
from isp_desktop.services.instruments import Filling, Reading, read

CHOICES = """
list_name | name | label
yes_no | yes | Yes
yes_no | no | No
"""


def told(reading: Reading) -> list[tuple[str, int, str]]:
    return [(one.sheet, one.row, one.reason) for one in reading.not_taken]


def names(reading: Reading) -> list[str]:
    return ["/".join(path) for path, _item in walk(reading.instrument.items)]


def test_all_that_a_form_says_is_taken(tmp_path: Path):
    path = workbook(
        tmp_path / "form.xlsx",
        survey="""
type | name | label::English (en) | label::Nederlands (nl) | hint | required | relevant | constraint | constraint_message | calculation | choice_filter | default | read_only | appearance | parameters | repeat_count | guidance_hint
begin_group | g | Group | Groep | | | 1 < 2 | | | | | | | field-list | | |
integer | n | How many? | Hoeveel? | Count. | yes | | . < 9 | Too many. | | | 3 | | | | | Ask twice.
select_one towns | t | | | | no | | | | | land = ${n} | | | minimal | | |
range | r | | | | ${n} = 2 | | | | | | | yes | | start=1 end=5 step=2 | |
end_group
begin_repeat | p | | | | | | | | | | | | | | ${n} + 1 |
calculate | c | | | | | | | | position(..) | | | | | | |
date | d | | | | | | | | | | today() | | | | |
end_repeat
select_multiple yes_no or_other | o | Which? | | | | | | | | | | | | | |
acknowledge | a | | | | | | | | | | | | | | |
""",
        choices="""
list_name | name | label::English (en) | label::Nederlands (nl) | land | isp_score
towns | utr | Utrecht | Utrecht | 2 |
towns | rom | Rome | | 3 | 4.5
yes_no | yes | Yes | Ja | | 1
yes_no | no | No | Nee | | 0
""",
        settings="""
form_title | form_id | version | default_language
My form | mine | 7 | English (en)
""",
    )
    reading = read(path)
    assert told(reading) == []
    found = reading.instrument
    assert (found.name, found.title, found.version) == ("mine", "My form", "7")
    assert (found.languages, found.default_language) == (("English (en)", "Nederlands (nl)"), "English (en)")
    group, repeat, which, other, acknowledge = found.items
    how_many, town, rating = group.children
    english, dutch = found.languages
    assert (group.kind, group.relevant, group.appearance) == ("group", "1 < 2", "field-list")
    assert how_many == Item(
        "integer",
        "n",
        label={english: "How many?", dutch: "Hoeveel?"},
        hint={english: "Count."},
        guidance={english: "Ask twice."},
        required="true()",
        constraint=". < 9",
        constraint_message={english: "Too many."},
        default="3",
    )
    assert town == Item("select_one", "t", list="towns", choice_filter="land = ${n}", appearance="minimal")
    assert rating == Item(
        "range", "r", required="${n} = 2", read_only="true()", parameters={"end": "5", "start": "1", "step": "2"}
    )
    assert (repeat.repeat_count, [one.kind for one in repeat.children]) == ("${n} + 1", ["calculate", "date"])
    assert (repeat.children[0].calculation, repeat.children[1].default_calculation) == ("position(..)", "today()")
    assert (which.kind, other.name, other.relevant) == ("select_multiple", "o_other", "selected(../o, 'other')")
    assert acknowledge.kind == "acknowledge"
    assert found.lists["towns"][1] == Choice("rom", {english: "Rome"}, {"land": "3"}, 4.5)
    assert [(one.name, one.score) for one in found.lists["yes_no"]] == [("yes", 1), ("no", 0), ("other", None)]


def test_our_columns_tell_of_capacity(tmp_path: Path):
    path = workbook(
        tmp_path / "form.xlsx",
        survey="""
type | name | label | isp_capacity_type | isp_level | isp_form | isp_dimension | isp_weight | isp_reverse | isp_not_applicable
text | a | A | Intervention-specific | organization | behavioural | skills | 2 | yes | TRUE
text | b | B | special | world | | | heavy | perhaps |
""",
    )
    reading = read(path)
    a, b = reading.instrument.items
    assert a == Item(
        "text",
        "a",
        label={"": "A"},
        capacity_type="intervention_specific",
        level="organization",
        form="behavioural",
        dimension="skills",
        weight=2,
        reverse=True,
        not_applicable=True,
    )
    assert b == Item("text", "b", label={"": "B"})
    assert [(row, reason[:32]) for _sheet, row, reason in told(reading)] == [
        (3, "Column isp_capacity_type: “speci"),
        (3, "Column isp_level: “world” is non"),
        (3, "Column isp_weight: “heavy” is no"),
        (3, "Column isp_reverse: “perhaps” is"),
    ]


def test_what_is_not_taken_is_told_by_sheet_and_row(tmp_path: Path):
    path = workbook(
        tmp_path / "form.xlsx",
        survey="""
type | name | label | relevant | calculation | default | trigger | media::image | remarks | parameters | constraint
start | began
username | who
geopoint | where | Where?
image | photo | Photo
barcode | code | Code
audit | audit
text | q | See ${photo} | ${where} != ''
calculate | copied | | | concat(${photo}, 'x')
calculate | twice | | | concat(${copied}, ${copied})
select_one_from_file towns.csv | town | Town
select_one ${q} | again | Again
csv-external | towns
text | t | T | | | random() | ${q} | a.png | check this | rows=3 | regex(., '(')
begin_loop over yes_no | l | Loop
text | inner | Inner
end_loop
begin_group | g | Emptied
file | f | File
end_group
decimal | left | Left | ${inner} = 1
colour | paint | Paint
""",
        choices=CHOICES + "yes_no | other | Other\n",
        settings="form_title | public_key | instance_name\nT | MIIB | ${q}\n",
    )
    reading = read(path)
    assert names(reading) == ["began", "q", "t", "left"]
    items = {item.name: item for _path, item in walk(reading.instrument.items)}
    assert (items["q"].relevant, items["q"].label, items["left"].relevant) == ("", {"": "See …"}, "")
    assert (items["t"].default_calculation, items["t"].constraint) == ("", "")
    assert told(reading) == [
        ("settings", 2, "The key of an encrypted form is not used; here the whole notebook is encrypted."),
        ("settings", 2, "The setting instance_name is not used."),
        ("survey", 1, "The column remarks is not taken (in 1 row)."),
        ("survey", 3, "What a telephone notes about itself, its user or the time of sending is not recorded here."),
        ("survey", 4, "Places on a map are not recorded here."),
        ("survey", 5, "Pictures, sound, video and files are not recorded as answers."),
        ("survey", 6, "Barcodes are not read here; ask for the number as text."),
        ("survey", 7, "What a telephone notes about itself, its user or the time of sending is not recorded here."),
        (
            "survey",
            8,
            "Its condition (relevant) is not taken, so it always shows. It asks for “where”, which is not taken.",
        ),
        ("survey", 8, "Its text names “photo”, which is not taken; “…” stands there."),
        ("survey", 9, "Its calculation is not taken. It asks for “photo”, which is not taken."),
        ("survey", 10, "Its calculation is not taken. It asks for “copied”, which is not taken."),
        ("survey", 11, "Choices from a file beside the form are not taken; put them on the sheet choices."),
        ("survey", 12, "Choices from answers given before are not taken."),
        ("survey", 13, "Files beside the form are not read."),
        ("survey", 14, "Its trigger is not used: it is worked out whenever what it reads changes."),
        ("survey", 14, "Its pictures and sound are not taken."),
        ("survey", 14, "Of its parameters these are not used: rows."),
        ("survey", 14, "Its constraint is not taken, so every answer passes. The pattern “(” cannot be read."),
        (
            "survey",
            14,
            "Its default is not taken, so it begins empty. random() gives another value each time, and is not taken.",
        ),
        ("survey", 15, "Loops over a list are not taken; write the questions out, or use a repeat."),
        ("survey", 18, "Nothing of this group is left."),
        ("survey", 19, "Pictures, sound, video and files are not recorded as answers."),
        (
            "survey",
            21,
            "Its condition (relevant) is not taken, so it always shows. It asks for “inner”, which is not taken.",
        ),
        ("survey", 22, "The type “colour” is not one of XLSForm."),
    ]


REFUSED = [
    (
        "type | name | label\ntext | a b | A",
        "sheet survey, row 2: A name may hold letters, digits, “_”, “-” and “.” only",
    ),
    (
        "type | name | label\ntext | a | A\ntext | a | B",
        "sheet survey, row 3: The name “a” stands twice in the same group",
    ),
    ("type | name | label\n | a | A", "sheet survey, row 2: An item has no type."),
    ("type | name | label\ntext | | A", "sheet survey, row 2: An item has no name."),
    (
        "type | name | label\ntext | a | A\nbegin_group | g",
        "sheet survey, row 3: The group or repeat “g” begins here and never",
    ),
    ("type | name | label\nend_group", "sheet survey, row 2: A group or repeat ends here that never began."),
    (
        "type | name | label\nselect_one nope | a | A",
        "sheet survey, row 2: There is no list “nope” on the sheet choices.",
    ),
    ("type | name | label | relevant\ntext | a | A | ${b} = 1", "sheet survey, row 2: The column relevant names “b”"),
    (
        "type | name | label | relevant\ntext | a | A | ${b = 1",
        "sheet survey, row 2: In the column relevant a reference",
    ),
    ("type | name | label | label\ntext | a | A | B", "sheet survey, row 1: Two columns are called “label”."),
    ("kind | name\ntext | a", "sheet survey, row 1: A column is missing: 'type'."),
    ("type | name | calculation\ncalculate | a | ", "sheet survey, row 2: A calculate item has no calculation."),
    (
        "type | name | calculation\ncalculate | a | 1 +",
        "sheet survey, row 2: Its calculation is not taken. It ends too early.",
    ),
    ("type | name | label", "sheet survey: It asks nothing."),
]


@pytest.mark.parametrize(("survey", "reason"), REFUSED, ids=[reason[:60] for _survey, reason in REFUSED])
def test_what_cannot_be_taken_at_all_is_refused_by_sheet_and_row(tmp_path: Path, survey: str, reason: str):
    with pytest.raises(BadInput) as refused:
        read(workbook(tmp_path / "form.xlsx", survey=survey, choices=CHOICES))
    first, _sign, rest = str(refused.value).partition("form.xlsx, ")
    assert first.startswith("The form is not taken")
    assert rest.startswith(reason)


def test_what_hangs_on_something_left_out_goes_with_it_however_long_the_chain(tmp_path: Path):
    chain = [f"calculate | q{number} | | ${{q{number + 1}}} + 1" for number in range(900)]
    lines = ["type | name | label | calculation", "text | kept | Kept", *chain, "calculate | q900 | | frobnicate()"]
    reading = read(workbook(tmp_path / "form.xlsx", survey="\n".join(lines)))
    assert names(reading) == ["kept"]
    assert len(reading.not_taken) == 901


def test_headings_that_are_no_names_do_no_harm(tmp_path: Path):
    choices = "list_name | name | label | 2020 | ca:fé | größe\nl | a | A | 1 | 2 | 3\n"
    survey = "type | name | label | choice_filter\nselect_one l | q | Q | größe = 3"
    reading = read(workbook(tmp_path / "form.xlsx", survey=survey, choices=choices))
    assert told(reading) == []
    [choice] = Filling(reading.instrument, {}, TODAY).choices("q")
    assert choice.columns["größe"] == "3"


def test_table_list_stays_one(tmp_path: Path):
    reading = read(
        workbook(
            tmp_path / "form.xlsx",
            survey="""
type | name | label | hint | appearance
begin_group | g | The table | Row by row. | table-list
select_one yes_no | a | A | |
select_one yes_no | b | B | |
end_group
""",
            choices=CHOICES,
        )
    )
    [group] = reading.instrument.items
    assert (group.appearance, group.label, group.hint) == ("table-list", {"": "The table"}, {"": "Row by row."})
    assert [(one.name, one.appearance) for one in group.children] == [("a", ""), ("b", "")]


def test_labels_of_choices_say_what_other_items_hold(tmp_path: Path):
    survey = "type | name | label\ntext | who | Who\nimage | face | Face\nselect_one l | q | Q"
    choices = "list_name | name | label\nl | a | Like ${who}\nl | b | ${face}\nl | c | "
    reading = read(workbook(tmp_path / "form.xlsx", survey=survey, choices=choices))
    assert told(reading)[0] == ("choices", 3, "Its text names “face”, which is not taken; “…” stands there.")
    form = Filling(reading.instrument, {}, TODAY)
    assert form.answer("who", "Ruth") == {"who", "q"}
    assert [form.choice_label("q", one) for one in form.choices("q")] == ["Like Ruth", "…", "c"]


def test_an_old_workbook_is_read_by_what_it_is_and_not_by_its_name(tmp_path: Path):
    """pyxform's own tutorial form, under its licence beside it."""
    old = Path(__file__).parents[2] / "fixtures" / "xlsform" / "tutorial.xls"
    shutil.copy(old, tmp_path / "form.xlsx")
    for path in (old, tmp_path / "form.xlsx"):
        reading = read(path)
        assert len(names(reading)) == 11
        assert told(reading) == [("survey", 1, "The column tutorial notes is not taken (in 6 rows).")]


def test_csv_is_read_too(tmp_path: Path):
    (tmp_path / "form.csv").write_text('"survey"\n,"type","name","label"\n,"text","a","A"\n', encoding="utf-8-sig")
    assert names(read(tmp_path / "form.csv")) == ["a"]
