"""Puts the account of a visit together: who was there, what became of promises, what was seen, said and agreed."""

from __future__ import annotations

from isp_desktop.services.demo.ledger import Outcome
from isp_desktop.services.demo.material import Scene
from isp_desktop.services.demo.people import Person
from isp_desktop.services.demo.prose import Slots
from isp_desktop.services.demo.state import day
from isp_desktop.services.demo.world import World

_MOST_WORDS = 235
_FEWEST_WORDS = 25  # of the situation, where something else is left out
_MOST_REVIEWS = 3
_SHORT = 0.16  # share of visits of which little was written down
_ASIDE = 35  # words it may take
_HEADED = 0.25  # share of accounts with lead-in words in bold


def discussion(world: World, scene: Scene, slots: Slots, mode: str, outcomes: list[Outcome], me: Person) -> str:
    """The account in Markdown, some 60 to 250 words."""
    tell, chance = world.teller.tell, world.teller.chance
    situation = tell(scene.situation, slots)
    short = mode != "phone" and chance(_SHORT)
    seen, said = [situation, tell(scene.observation, slots)], [tell(scene.said, slots)]
    if short and situation.count(" ") > _FEWEST_WORDS:
        seen, said = (seen, []) if chance(0.5) else ([situation], said)
    agreed = [tell(scene.agreed, slots)]
    first = _opening(world, situation, slots, mode)
    reviews = [_review(world, outcome, me) for outcome in outcomes[:_MOST_REVIEWS]]
    words = sum(text.count(" ") + 1 for part in (first, reviews, seen, said, agreed) for text in part)
    if not short:
        _add_asides(world, said, agreed, slots, _MOST_WORDS - words)
    return _laid_out(world, first, reviews, [seen, said, agreed])


def _opening(world: World, situation: str, slots: Slots, mode: str) -> list[str]:
    """How the visit began, unless the situation says where it was."""
    if mode == "other":
        return []
    needed = mode != "in_person" or (str(slots["place"]) not in situation and world.teller.chance(0.7))
    return [world.teller.tell(world.material.pools[f"opening.{mode}"], slots)] if needed else []


def _review(world: World, outcome: Outcome, me: Person) -> str:
    """One sentence on what became of a promise."""
    each = outcome.commitment
    mine = "_me" if each.owner is me and outcome.status != "dropped" else ""
    owner = "I" if each.owner is me else each.owner
    slots = Slots(owner=owner, done=each.done, on=day(each.made), due=day(each.due), reason=outcome.reason)
    return world.teller.tell(world.material.pools[f"review.{outcome.status}{mine}"], slots)


def _add_asides(world: World, middle: list[str], last: list[str], slots: Slots, room: int) -> None:
    """What came up by the way, as far as there are words left for it."""
    tell, chance, pools = world.teller.tell, world.teller.chance, world.material.pools
    if not slots["past"]:
        return
    if str(slots["a"]) in str(slots["past"]) and slots["b"]:
        slots["a"], slots["b"] = slots["b"], slots["a"]
    if room > _ASIDE and str(slots["a"]) not in str(slots["past"]) and chance(0.4):
        middle.append(tell(pools["callback.text"], slots))
        room -= _ASIDE
    if slots["b"] and room > _ASIDE and chance(0.4):
        last.append(tell(pools["aside.text"], slots))


def _laid_out(world: World, first: list[str], reviews: list[str], parts: list[list[str]]) -> str:
    chance = world.teller.chance
    headed = chance(_HEADED)
    listed = len(reviews) > 1 and chance(0.4)
    lead = [world.teller.tell(world.material.pools["review.lead"], {})] if reviews and chance(0.2) else []
    points = "\n".join(f"- {text}" for text in reviews)
    opening = [" ".join([*first, *lead]), points] if listed else [" ".join([*first, *lead, *reviews])]
    leads = ("**Seen.** ", "**Said.** ", "**Agreed.** ") if headed else ("", "", "")
    body = [lead + " ".join(part) for lead, part in zip(leads, parts, strict=True) if part]
    if not headed and len(body) == 3 and chance(0.3):
        body = [f"{body[0]} {body[1]}", body[2]]
    return "\n\n".join(text for text in (*opening, *body) if text)
