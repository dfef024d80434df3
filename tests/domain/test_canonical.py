"""The canonical form is the standard's, on every path."""

from __future__ import annotations

from typing import Any

import pytest
import rfc8785
from hypothesis import example, given
from hypothesis import strategies as st

from isp_desktop.domain.canonical import canonical

VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(st.characters(codec=None)),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(st.characters(codec=None)), inner, max_size=4),
    max_leaves=12,
)


@example({"\ud800": None})
@given(VALUES)
def test_every_value_gives_the_bytes_of_the_standard_or_its_refusal(value: Any) -> None:
    try:
        expected = rfc8785.dumps(value)
    except (rfc8785.CanonicalizationError, UnicodeEncodeError):
        with pytest.raises(rfc8785.CanonicalizationError):
            canonical(value)
    else:
        assert canonical(value) == expected


def test_the_order_of_names_and_the_escapes_are_the_standards() -> None:
    assert canonical({"b": '\x00\x1f\b\t\n\f\r"\\\x7f/é€𝄞', "a": [1, True, None]}) == (
        '{"a":[1,true,null],"b":"\\u0000\\u001f\\b\\t\\n\\f\\r\\"\\\\\x7f/é€𝄞"}'.encode()
    )
