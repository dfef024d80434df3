"""What one record puts into the tables."""

from __future__ import annotations

import json
from collections.abc import Callable

from hypothesis import given
from hypothesis import strategies as st

from isp_desktop.db.models import kinds
from isp_desktop.db.rows import RECORD, own_columns, rows_of
from isp_desktop.db.schema import record, table_of
from isp_desktop.db.store import Store
from isp_desktop.domain.record import look
from isp_desktop.domain.revision import Revision
from isp_desktop.services import records


@given(st.sets(st.text(st.characters(codec="utf-8"))))
def test_a_set_is_stored_as_json_writes_it(tags: set[str]) -> None:
    spec, tagged = next(
        (spec, field.name) for spec in kinds().values() for field in spec.fields if field.type == "tags"
    )
    revision = Revision(
        uid="0190a0a0-0000-7000-8000-000000000001", kind=spec.kind, scope="shared", parents=(), author="M",
        device="far", clock=(1_760_000_000_000, 0), action="edit", schema=1, fields={tagged: {"add": sorted(tags)}},
    )  # fmt: skip
    own = dict(zip(own_columns(spec), rows_of(look([revision], spec), spec).own, strict=True))
    assert own[tagged] == json.dumps(sorted(tags) or None)


def test_every_column_is_filled_but_those_that_are_worked_out_from_other_records() -> None:
    assert {column.name for column in record.columns} - {*RECORD} == {"n"}
    for kind, spec in kinds().items():
        assert {column.name for column in table_of(kind).columns} - {*own_columns(spec)} <= {"met", "met_before"}


def test_a_field_may_be_called_by_a_word_of_sql(store: Store, put: Callable[..., str]) -> None:
    ana, dele = put("person", name="Ana"), put("person", name="Dele")
    answers = put("accountability", what="Hours", who=ana, to=dele)
    lies = put("resource", what="Script", where="Staff room")
    assert records.get(store, answers).fields["to"] == dele
    assert records.get(store, lies).fields["where"] == "Staff room"
