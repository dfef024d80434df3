"""A line of a bundle is read as the revision it is, or not at all."""

from __future__ import annotations

import json
from typing import Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from isp_desktop.domain.arriving import NotUnderstood, read_line
from isp_desktop.domain.canonical import canonical, content_id
from isp_desktop.domain.revision import Revision

TEXT = st.text(st.characters(codec="utf-8"))
NAMES = st.from_regex(r"[A-Za-z][A-Za-z0-9_]{0,9}", fullmatch=True)
LARGEST = 2**53 - 1
NUMBERS = st.integers(-LARGEST, LARGEST) | st.floats(-LARGEST, LARGEST)
SCALARS = st.none() | st.booleans() | TEXT | NUMBERS
CHANGES = st.dictionaries(st.sampled_from(["add", "remove"]), st.lists(TEXT), min_size=1)
FIELDS = st.dictionaries(NAMES, SCALARS | CHANGES)


def written(fields: dict[str, Any]) -> Revision:
    return Revision(
        uid="0190a0a0-0000-7000-8000-000000000001", kind="site", scope="shared", parents=("0" * 64, "f" * 64),
        author="Øyvind", device="far", clock=(1_760_000_000_000, 2), action="edit", schema=1, fields=fields,
    )  # fmt: skip


@given(FIELDS)
def test_what_a_notebook_wrote_is_read_under_the_id_of_its_canonical_form(fields: dict[str, Any]) -> None:
    revision = written(fields)
    line = canonical(msgspec.to_builtins(revision))
    came = read_line(line)
    assert came == revision
    assert (came.body, came.id) == (line, content_id(line))


@given(FIELDS)
def test_the_same_in_another_form_is_refused(fields: dict[str, Any]) -> None:
    line = json.dumps(msgspec.to_builtins(written(fields)), sort_keys=True)
    with pytest.raises(NotUnderstood, match="not in the form"):
        read_line(line.encode())


@pytest.mark.parametrize(
    "fields",
    [{"x y": "a"}, {"": "a"}, {"x": ["a"]}, {"x": {}}, {"x": {"add": [1]}}, {"x": {"add": ["a"], "put": []}}, {"é": 1}],
)
def test_a_field_that_no_notebook_would_write_is_refused(fields: dict[str, Any]) -> None:
    with pytest.raises(NotUnderstood, match="no notebook would"):
        read_line(written({"name": "Mill", **fields}).body)
