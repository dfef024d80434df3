"""The tables: the log, what is projected from it for each kind and across kinds, and what stays on this computer."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sqlalchemy import (
    JSON,
    Boolean,
    Column,
    Double,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    Table,
    Text,
    column,
    or_,
    table,
    text,
)
from sqlalchemy.types import TypeEngine

from isp_desktop.db.conditions import (
    AHEAD,
    CHANGING,
    FOLLOWED,
    LOOKED_AT,
    PROMISED,
    REVIEWED,
    SEEN,
    STANDS,
    TO_DO,
    UNSETTLED,
    UNTOLD,
    WAITS,
    WISHES,
    WISHES_NOT,
)
from isp_desktop.db.models import kinds
from isp_desktop.domain.kinds import FieldSpec, FieldType, KindSpec

metadata = MetaData()
_STORED: Mapping[FieldType, type[TypeEngine[Any]]] = {"number": Double, "yes_no": Boolean}

revision = Table(
    "revision",
    metadata,
    Column("seq", Integer, primary_key=True),
    Column("id", LargeBinary(32), unique=True, nullable=False),
    Column("uid", Text, nullable=False, index=True),
    Column("kind", Text, nullable=False),
    Column("scope", Text, nullable=False),
    Column("ms", Integer, nullable=False),
    Column("body", LargeBinary, nullable=False),
    # No number is given twice, even after an import was undone: what a colleague has is remembered by numbers.
    sqlite_autoincrement=True,
)
"""The log, and the truth: canonical JSON under its content id, in the order in which it came to this notebook."""

record = Table(
    "record",
    metadata,
    # The full-text index counts down this number, so it is made to follow the day that a record is about.
    Column("n", Integer, primary_key=True),
    Column("uid", Text, unique=True, nullable=False),
    Column("kind", Text, nullable=False),
    Column("life", Text, nullable=False),
    Column("private", Boolean, nullable=False),
    Column("conflicts", Integer, nullable=False),
    Column("title", Text, nullable=False),
    Column("title_link", Text),
    Column("day", Text),
    Column("changed_ms", Integer, nullable=False),
)
Index("record_deleted", record.c.changed_ms, sqlite_where=record.c.life == "deleted")
Index(
    "record_in_conflict",
    record.c.changed_ms,
    sqlite_where=or_(record.c.conflicts > 0, record.c.life == "contested"),
)
"""One row a record of any kind, unknown kinds included: what a list, a link or a search result needs to name it."""

link = Table(
    "link",
    metadata,
    Column("target", Text, primary_key=True),
    Column("kind", Text, primary_key=True),
    # The source's number, which follows its day: what points to a record is read latest first, page by page.
    Column("n", Integer, primary_key=True, autoincrement=False),
    Column("field", Text, primary_key=True),
    Column("source", Text, nullable=False),
    Index("link_source", "source"),
    sqlite_with_rowid=False,
)
"""Who points to whom, by which field; `kind` and `n` are the source's."""

served = Table(
    "served",
    metadata,
    Column("uid", Text, primary_key=True),
    Column("code", Text, primary_key=True),
    Column("kind", Text, nullable=False),
    Column("day", Text, nullable=False),
    Column("place", Text, nullable=False),
    Column("seconds", Integer),
    Column("who", Text, nullable=False),
    Column("private", Boolean, nullable=False),
    # Each with all that is read of it, so that the rows themselves are not looked up.
    Index("served_by_code", "code", "day", "place", "private", "seconds", "who"),
    Index("served_at_place", "place", "code", "day", "private", "seconds", "who"),
    sqlite_with_rowid=False,
)
"""Which activities a record served; see `db.served`."""

served_month = Table(
    "served_month",
    metadata,
    Column("who", Text, primary_key=True),
    Column("month", Text, primary_key=True),
    Column("code", Text, primary_key=True),
    Column("private", Boolean, primary_key=True),
    Column("times", Integer, nullable=False),
    Column("timed", Integer, nullable=False),
    Column("seconds", Integer, nullable=False),
    sqlite_with_rowid=False,
)
"""How often each activity was served in a month ("YYYY-MM"), by all (`who` is "") and by each."""

draft = Table(
    "draft",
    metadata,
    Column("uid", Text, primary_key=True),
    Column("kind", Text, nullable=False),
    Column("saved_ms", Integer, nullable=False),
    Column("content", JSON, nullable=False),
)
"""What is being typed and was not saved yet. It never leaves this computer."""

setting = Table("setting", metadata, Column("name", Text, primary_key=True), Column("value", JSON))
"""What this notebook remembers of itself: its device, its author, the window. It never leaves this computer."""

colleague = Table(
    "colleague",
    metadata,
    Column("signing_key", Text, primary_key=True),
    Column("public_key", Text, nullable=False, unique=True),
    Column("name", Text, nullable=False),
    Column("verified_ms", Integer),
    Column("added_ms", Integer, nullable=False),
    Column("has", JSON, nullable=False),
)
"""With whom bundles are exchanged. `has`: what their latest bundle proves that they hold, as {"device": its notebook's
uid, "runs": numbers of the log that came from there}."""

outgoing = Table(
    "outgoing",
    metadata,
    Column("bundle", Text, primary_key=True),
    Column("at_ms", Integer, nullable=False),
    Column("file", Text, nullable=False),
    Column("chosen", Text, nullable=False),
    Column("recipients", JSON, nullable=False),
    Column("counts", JSON, nullable=False),
    Column("numbers", JSON, nullable=False),
    Column("confirmed", JSON, nullable=False),
)
"""Bundles made here; `numbers`: runs of the numbers in the log of what was in it; `confirmed`: the signing keys of
those whose latest bundle tells that it arrived."""

arrival = Table(
    "arrival",
    metadata,
    Column("n", Integer, primary_key=True),
    Column("bundle", Text, nullable=False),
    Column("at_ms", Integer, nullable=False),
    Column("sender", JSON, nullable=False),
    Column("verified", Boolean, nullable=False),
    Column("made_at", Text, nullable=False),
    Column("chosen", Text, nullable=False),
    Column("remark", Text, nullable=False),
    Column("counts", JSON, nullable=False),
    Column("first_seq", Integer, nullable=False),
    Column("last_seq", Integer, nullable=False),
    Column("backup", Text, nullable=False),
    Column("undone_ms", Integer),
    Column("kept", Integer, nullable=False),
)
"""Bundles received. What came new has the log's numbers from `first_seq` to `last_seq`; `kept` counts how many of these
outlived its undoing, because later work stands on them."""

claim = Table(
    "claim",
    metadata,
    Column("id", LargeBinary(32), primary_key=True),
    Column("arrival", Integer, primary_key=True),
    sqlite_with_rowid=False,
)
"""Revisions that came again with a later bundle: undoing the earlier one leaves them."""

set_aside = Table(
    "set_aside",
    metadata,
    Column("arrival", Integer, primary_key=True),
    Column("line", Integer, primary_key=True),
    Column("reason", Text, nullable=False),
    Column("content", LargeBinary, nullable=False),
)
"""What a bundle held that could not be understood, as it came."""

withdrawn = Table(
    "withdrawn",
    metadata,
    Column("id", LargeBinary(32), primary_key=True),
    Column("arrival", Integer, nullable=False),
    Column("body", LargeBinary, nullable=False),
)
"""Revisions that went with the undoing of an import: no part of the state, and yet not lost."""

words = table("words", column("rowid"))
"""The full-text index, made by `projection`; its rowid is `record.n`. The text itself stays in the kinds' tables."""


def table_of(kind: str) -> Table:
    """The table of the kind `kind`, which this program knows."""
    return metadata.tables[kind]


def _kind_table(spec: KindSpec) -> Table:
    return Table(
        spec.kind,
        metadata,
        Column("uid", Text, primary_key=True),
        Column("life", Text, nullable=False),
        Column("private", Boolean, nullable=False),
        Column("conflicts", Integer, nullable=False),
        Column("sort", Text, nullable=False),
        *(Column(field.name, _stored(field)) for field in spec.fields),
        # The ordinals of the days of the last contact and of the one before, worked out from other records (see `met`).
        *([Column("met", Integer), Column("met_before", Integer)] if spec.kind == "person" else []),
        Index(f"{spec.kind}_in_order", "sort", "uid"),
        *(Index(f"{spec.kind}_by_{name}", name, "sort", "uid") for name in spec.filters),
    )


def _stored(field: FieldSpec) -> type[TypeEngine[Any]]:
    return JSON if field.is_set else _STORED.get(field.type, Text)


for _spec in kinds().values():
    _kind_table(_spec)

_commitment, _person = table_of("commitment").c, table_of("person").c
# The few that wait among the many that were settled, all by their day, and by whose they are.
Index("commitment_waiting", _commitment.sort, _commitment.uid, _commitment.owner, sqlite_where=text(WAITS))
Index("commitment_waiting_by_owner", _commitment.owner, _commitment.sort, _commitment.uid, sqlite_where=text(WAITS))
Index(
    "person_by_role_met",
    _person.role,
    _person.met,
    _person.uid,
    _person.met_before,
    sqlite_where=text(f"{STANDS} AND {WISHES_NOT}"),
)
Index(
    "person_with_wish",
    _person.uid,
    _person.wanted_days,
    _person.longest_days,
    _person.role,
    _person.met,
    _person.met_before,
    sqlite_where=text(f"{STANDS} AND {WISHES}"),
)
for _kind, _waits in (("feedback", UNTOLD), ("tension", UNSETTLED)):
    Index(f"{_kind}_waiting", table_of(_kind).c.sort, table_of(_kind).c.uid, sqlite_where=text(_waits))
_step, _challenge = table_of("plan_step").c, table_of("challenge").c
Index("plan_step_to_do", _step.sort, _step.uid, sqlite_where=text(TO_DO))
Index("plan_step_followed", _step.follow_up_on, _step.uid, sqlite_where=text(FOLLOWED))
Index("challenge_ahead", _challenge.review_on, _challenge.uid, sqlite_where=text(AHEAD))
_mark, _element = table_of("integrity_mark").c, table_of("core_element").c
Index("integrity_mark_latest", _mark.element, _mark.site, _mark.sort, _mark.uid, sqlite_where=text(SEEN))
Index("core_element_looked_at", _element.uid, sqlite_where=text(LOOKED_AT))
for _kind in ("champion", "adaptation", "accountability", "withdrawal"):
    Index(f"{_kind}_reviewed", table_of(_kind).c.review_on, table_of(_kind).c.uid, sqlite_where=text(REVIEWED))
_condition = table_of("withdrawal_condition").c
Index("withdrawal_condition_promised", _condition.due, _condition.uid, sqlite_where=text(PROMISED))
_change = table_of("transition").c
Index("transition_under_way", _change.leaves_on, _change.uid, sqlite_where=text(CHANGING))
Index("champion_by_level", table_of("champion").c.level)
Index("person_merged", _person.merged_into, sqlite_where=_person.merged_into.is_not(None))
