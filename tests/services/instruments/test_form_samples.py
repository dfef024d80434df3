"""Forms that other projects publish, kept beside the checkout: taken as pyxform reads them, or refused by row."""

from __future__ import annotations

import dataclasses
import datetime as dt
import re
import warnings
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from pyxform.xls2json import workbook_to_json
from pyxform.xls2json_backends import DefinitionData, get_xlsform

from isp_desktop.domain.errors import BadInput
from isp_desktop.domain.instrument import from_json, to_json, walk
from isp_desktop.services.instruments import Filling, read, write
from isp_desktop.services.instruments.records import Reading

SAMPLES = Path(__file__).parents[4] / "shared" / "samples" / "xlsform"

pytestmark = pytest.mark.skipif(
    not SAMPLES.is_dir(), reason="the sample files of other projects are not beside this checkout"
)

TAKEN = {
    "cht-core__PLACE_TYPE-create.xlsx": (52, 6),
    "cht-core__death_report.xlsx": (41, 9),
    "cht-core__delivery.xlsx": (245, 12),
    "cht-core__large_cha.xlsx": (940, 2),
    "cht-core__person-create.xlsx": (37, 4),
    "cht-core__pnc_danger_sign_follow_up_baby.xlsx": (52, 6),
    "cht-core__pregnancy.xlsx": (237, 7),
    "cht-core__repeat-translation-select.xlsx": (4, 1),
    "koboloadeR__XLSform_template.xlsx": (37, 6),
    "koboloadeR__form_2.xls": (1, 4),
    "onadata__childrens_survey_sw.xlsx": (16, 2),
    "onadata__childrens_survey_unicode.xlsx": (16, 2),
    "onadata__encrypted-form.xlsx": (5, 5),
    "onadata__grains.xlsx": (341, 5),
    "onadata__hxl_example_2.xlsx": (2, 1),
    "onadata__mali_health.xlsx": (14, 1),
    "onadata__nested_repeats.xlsx": (12, 1),
    "onadata__repeat_child_name_matches_repeat.xlsx": (2, 1),
    "onadata__sample_accent.xlsx": (1, 0),
    "onadata__select_one_choices_test.xlsx": (363, 2),
    "onadata__space_in_header.xlsx": (3, 1),
    "onadata__subdistrict_profiling_tool.xlsx": (84, 5),
    "onadata__transportation.xlsx": (3, 2),
    "onadata__tutorial_arabic_labels.xlsx": (4, 2),
    "osm-fieldwork__amenities.xls": (36, 38),
    "osm-fieldwork__buildings.xls": (53, 35),
    "osm-fieldwork__entities_registration.xls": (8, 11),
    "osm-fieldwork__thamel.xls": (53, 36),
    "pyxform__ODKValidateWarnings.xlsx": (3, 0),
    "pyxform__allow_comment_rows_test.xls": (1, 0),
    "pyxform__badly_named_choices_sheet.xls": (3, 0),
    "pyxform__choice_filter_test.xlsx": (3, 0),
    "pyxform__flat_xlsform_test.xlsx": (42, 29),
    "pyxform__loop.xls": (2, 1),
    "pyxform__or_other.xlsx": (3, 0),
    "pyxform__pull_data.xlsx": (1, 2),
    "pyxform__style_settings.xls": (2, 0),
    "pyxform__survey_no_name.xlsx": (1, 0),
    "pyxform__table-list.xls": (7, 4),
    "pyxform__tutorial.xls": (11, 1),
    "sample-forms__all-question-types-v2024091201-3.xlsx": (71, 38),
    "sample-forms__ifrc-distribution-site-assessment-v1.xlsx": (115, 20),
    "sample-forms__socio-economic-survey-v20240515.xlsx": (22, 1),
}
"""File: items taken, remarks."""

REFUSED = {
    "koboloadeR__form.xls": "sheet choices, row 160: Two choices of one list have the same name.",
    "onadata__duplicate_choice_form.xlsx": "sheet choices, row 6: Two choices of one list have the same name.",
    "onadata__enumerator_weekly.xlsx": "sheet survey, row 1: Two columns are called “label”.",
    "onadata__good.xlsx": "sheet survey, row 1: A column is missing: 'type'.",
    "osm-fieldwork__buildings_2.xls": "sheet survey, row 34: There is no list “yes_no” on the sheet choices.",
    "pyxform__bad_calc.xlsx": "sheet survey, row 2: Its calculation is not taken.",
    "pyxform__duplicate_columns.xlsx": "sheet survey, row 1: Two columns are called “label”.",
}

NOT_ASKED_HERE = {
    *("geopoint", "geotrace", "geoshape", "location", "photo", "audio", "video", "file", "barcode", "background-audio"),
    *("end", "deviceid", "imei", "username", "phonenumber", "email", "simserial", "subscriberid", "subscriber id"),
    *("loop", "select one external", "numeric", "tel", "xml-external", "csv-external", "get sim id"),
    *("start-geopoint", "osm", "get device id", "uri:deviceid", "gps"),
}
"""What pyxform calls the types that this program has no use for, or that nobody knows."""


def own_reading(name: str) -> dict[str, Any]:
    """The form as pyxform alone reads it; a group called "meta", for which it would refuse, under another name."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        found = get_xlsform((SAMPLES / name).read_bytes())
    rows = [{head: "set_aside" if cell == "meta" else cell for head, cell in row.items()} for row in found.survey]
    told: dict[str, Any] = workbook_to_json(
        DefinitionData(**{**{one.name: getattr(found, one.name) for one in dataclasses.fields(found)}, "survey": rows}),
        fallback_form_name=Path(name).stem,
        warnings=[],
    )
    return told


def elements(told: dict[str, Any], above: tuple[str, ...] = ()) -> Iterator[tuple[tuple[str, ...], dict[str, Any]]]:
    """What pyxform has for people to see, each with the names that lead to it."""
    for one in told.get("children", ()):
        path = (*above, str(one["name"]))
        made_up = one["name"].startswith(("reserved_name_for_field_list", "generated_table_list_label"))
        if path == ("meta",) or path[-1] == "set_aside" or made_up or one["type"] in NOT_ASKED_HERE:
            continue
        from_a_file = re.search(r"\.(csv|xml|geojson)$", str(one.get("itemset", "")))
        if not from_a_file and "${" not in str(one.get("itemset", "")):
            yield path, one
        yield from elements(one, path)


def languages_in(told: Any) -> set[str]:
    """The languages of all labels, hints and messages."""
    if isinstance(told, list):
        return set().union(*(languages_in(one) for one in told))
    if not isinstance(told, dict):
        return set()
    found: set[str] = set()
    for key, value in told.items():
        if key in ("label", "hint", "guidance_hint", "jr:constraintMsg", "jr:requiredMsg"):
            found |= set(value) if isinstance(value, dict) else set()
        elif key != "media":
            found |= languages_in(value)
    return found


def left_out(reading: Reading) -> set[int]:
    """The rows whose item went because its calculation did, or because nothing was left of it."""
    return {one.row for one in reading.not_taken if one.reason.startswith(("Its calculation", "Nothing of this group"))}


@pytest.mark.parametrize("name", TAKEN)
def test_a_form_is_taken_as_pyxform_reads_it(name: str) -> None:
    reading = read(SAMPLES / name)
    instrument = reading.instrument
    ours = {path for path, _item in walk(instrument.items)}
    assert (len(ours), len(reading.not_taken)) == TAKEN[name]
    told = own_reading(name)
    expected = {path for path, _one in elements(told)}
    assert ours <= expected
    assert len(expected - ours) <= len(left_out(reading))
    lists = {list_: len(rows) for list_, rows in told.get("choices", {}).items()}
    assert {list_: len(choices) for list_, choices in instrument.lists.items()} == lists


@pytest.mark.parametrize("name", TAKEN)
def test_its_languages_are_those_of_its_texts(name: str) -> None:
    instrument = read(SAMPLES / name).instrument
    told = own_reading(name)
    expected = languages_in(
        [one for _path, one in elements({"children": told["children"]})] + [told.get("choices", {})]
    )
    expected = {"" if language == "default" else language for language in expected}
    assert set(instrument.languages) - {instrument.default_language} == expected - {instrument.default_language}


@pytest.mark.parametrize("name", TAKEN)
def test_what_was_read_is_written_and_read_again_the_same(name: str, tmp_path: Path) -> None:
    instrument = read(SAMPLES / name).instrument
    assert from_json(to_json(instrument)) == instrument
    write(instrument, tmp_path / "again.xlsx")
    again = read(tmp_path / "again.xlsx")
    assert again.instrument == instrument
    assert again.not_taken == ()


@pytest.mark.parametrize("name", REFUSED)
def test_a_form_that_cannot_be_taken_is_refused_by_sheet_and_row(name: str) -> None:
    with pytest.raises(BadInput, match=re.escape(f"{name}, {REFUSED[name]}")):
        read(SAMPLES / name)


def test_every_sample_is_tried() -> None:
    assert {path.name for path in SAMPLES.iterdir()} == set(TAKEN) | set(REFUSED)


@pytest.mark.parametrize("name", TAKEN)
def test_a_form_can_be_filled(name: str) -> None:
    instrument = read(SAMPLES / name).instrument
    filling = Filling(instrument, {}, dt.date(2026, 10, 14))
    for path in filling.paths():
        if filling.choices(path):
            filling.answer(path, filling.choices(path)[0].name)
    again = Filling(instrument, filling.answers(), dt.date(2026, 10, 14))
    assert again.answers() == filling.answers()
    assert again.problems() == filling.problems()
