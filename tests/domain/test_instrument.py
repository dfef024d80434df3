"""An instrument as JSON text: back exactly, always the same, and nothing else taken for one."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from isp_desktop.domain.errors import BadInput
from isp_desktop.domain.instrument import Choice, Instrument, Item, from_json, language_for, text_in, to_json, walk

SMALL = Instrument(
    "capacity",
    "Capacity to implement",
    version="3",
    languages=("en", "nl"),
    default_language="en",
    items=(
        Item(
            "group",
            "g",
            relevant="1 = 1",
            children=(Item("select_one", "q", {"en": "How well?"}, list="l", weight=0.1),),
        ),
    ),
    lists={"l": (Choice("1", {"nl": "Niet"}, {"of": "x"}, 1.5), Choice("2"))},
)


def test_an_instrument_comes_back_from_json_as_it_was():
    text = to_json(SMALL)
    assert from_json(text) == SMALL
    assert to_json(from_json(text)) == text
    assert text == (
        '{"name":"capacity","title":"Capacity to implement","version":"3","languages":["en","nl"],'
        '"default_language":"en","items":[{"kind":"group","name":"g","relevant":"1 = 1","children":['
        '{"kind":"select_one","name":"q","label":{"en":"How well?"},"list":"l","weight":0.1}]}],'
        '"lists":{"l":[{"name":"1","label":{"nl":"Niet"},"columns":{"of":"x"},"score":1.5},{"name":"2"}]}}'
    )


@pytest.mark.parametrize(
    "text",
    [
        "",
        "{",
        "[]",
        '{"name":"a"}',
        '{"name":"a","title":"b","items":[{"kind":"geopoint","name":"x"}]}',
        '{"name":"a","title":"b","items":[{"kind":"text","name":1}]}',
        '{"name":"a","title":"b","items":'
        + '[{"kind":"group","name":"g","children":' * 5_000
        + "[]"
        + "}]" * 5_000
        + "}",
    ],
)
def test_what_is_no_instrument_is_refused(text: str):
    with pytest.raises(BadInput, match="cannot be read"):
        from_json(text)


def test_items_are_walked_in_the_order_of_the_form():
    assert [path for path, _item in walk(SMALL.items)] == [("g",), ("g", "q")]


def test_a_text_falls_back_to_the_forms_own_language_and_then_to_any():
    texts = {"en": "How?", "nl": "", "fr": "Comment ?"}
    assert [text_in(texts, language, "en") for language in ("fr", "nl", "de")] == ["Comment ?", "How?", "How?"]
    assert (text_in({"fr": "Quoi"}, "de", "en"), text_in({}, "de", "en")) == ("Quoi", "")


@pytest.mark.parametrize(
    ("tag", "language"),
    [
        ("pt_BR", "Portuguese (pt-BR)"),
        ("pt", "Portuguese (pt-PT)"),
        ("en_GB", "English (en)"),
        ("nl", "nl"),
        ("e", "English (en)"),
        ("", "English (en)"),
    ],
)
def test_a_form_is_told_in_the_language_of_the_program_however_it_names_that(tag: str, language: str):
    names = ("Middle English (enm)", "English (en)", "Portuguese (pt-PT)", "Portuguese (pt-BR)", "nl")
    assert language_for(replace(SMALL, languages=names, default_language="English (en)"), tag) == language
