"""A team with a little of everything, and two others that it tells and hears from."""

from __future__ import annotations

import datetime as dt
from typing import Any

from isp_desktop.db.store import Store
from isp_desktop.domain import team_check
from isp_desktop.services import records, team_checks


def add_teams(store: Store, today: dt.date) -> str:
    """Writes them into `store`; the uid of the one with everything, which is called "Implementation team"."""

    def ago(days: int) -> str:
        return (today - dt.timedelta(days=days)).isoformat()

    with store.write() as transaction:

        def put(kind: str, **fields: Any) -> str:
            return records.put(transaction, kind, fields).uid

        initiative, site = put("initiative", name="Reading"), put("site", name="Willow Lane")
        ana, dele, ruth = (put("person", name=name) for name in ("Ana Ruiz", "Dele Adebayo", "Ruth Calloway"))
        gone = put("person", name="Tomas Lind")
        county = put("team", name="County group", level="system", initiatives=[initiative])
        data = put("team", name="Data group", level="organization", initiatives=[initiative])
        team = put(
            "team",
            name="Implementation team",
            purpose="Keeps small-group reading going.",
            level="organization",
            sites=[site],
            initiatives=[initiative],
            linked=[data],
            perspectives=["staff"],
        )
        put("membership", team=team, person=ana, role="Chair", represents=["staff"], joined=ago(400))
        put("membership", team=team, person=dele, brings="The families listen", joined=ago(90))
        put("membership", team=team, person=gone, joined=ago(800), left=ago(30))
        put("charter", team=team, version=1, state="superseded", agreed_on=ago(500))
        charter = put(
            "charter",
            team=team,
            version=2,
            state="agreed",
            agreed_on=ago(200),
            review_on=ago(5),
            function_tailor=[ana],
            function_data=[data],
            function_sustainment=[gone],
        )
        put("sign_off", charter=charter, person=ana, answer="signed", date=ago(199))
        put("meeting", team=team, date=ago(12), stage="held", heading="Data review")
        put("meeting", team=team, date=ago(-9), stage="planned")
        minutes = put("protocol", source=team, target=county, what="Minutes", every_days=30, since=ago(300))
        put("message", protocol=minutes, sent_on=ago(38))
        put("protocol", source=county, target=team, what="What was decided", every_days=60, since=ago(20))
        for at, what in enumerate(("Mondays", "Small tests", "Fours", "Families", "Forms", "Data first", "Minutes")):
            put("decision", team=team, date=ago(9 * at + 1), what=what, state="replaced" if at == 2 else "stands")
        put("leadership_support", team=team, what="Two hours a week", sponsor=ruth, agreed_on=ago(300))
        put("learning", team=team, date=ago(60), what="Reading figures", way="training", people=[ana])
        put("tension", team=team, date=ago(9), what="Who decides on the pace", state="held", follow_up="In May")
    instrument = team_check.load_starter()
    for days in (200, 20):
        team_checks.begin(store, team, today - dt.timedelta(days=days), instrument)
        for rating in (3, 4, 2):
            team_checks.answer(store, team, {question.code: rating for question in instrument.questions})
        team_checks.close(store, team, instrument)
    return team
