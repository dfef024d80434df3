"""What some indexes are for, in the words that a question has to use for SQLite to see that one fits."""

from __future__ import annotations

WAITS = "life <> 'deleted' AND coalesce(status, 'open') = 'open'"
"""A commitment still waits; see `lists.WAITING`."""

STANDS = "CASE WHEN merged_into IS NULL THEN life <> 'deleted' ELSE life = 'live' END"
"""Somebody counts by herself: she is there, and not merged into another or restored since."""

WISHES = "max(coalesce(wanted_days, 0), coalesce(longest_days, 0)) > 0"
WISHES_NOT = "max(coalesce(wanted_days, 0), coalesce(longest_days, 0)) <= 0"
"""Somebody has a rhythm of her own, or none."""

UNTOLD = "life <> 'deleted' AND told_on IS NULL"
"""Feedback was not told back to who gave it."""

UNSETTLED = "life <> 'deleted' AND settled_on IS NULL AND coalesce(state, 'open') <> 'settled'"
"""A tension still waits to be settled."""

TO_DO = "life <> 'deleted' AND coalesce(state, 'planned') NOT IN ('done', 'dropped')"
"""A step of the capacity plan still waits to be done."""

FOLLOWED = "life <> 'deleted' AND follow_up_on IS NOT NULL AND coalesce(state, 'planned') <> 'dropped'"
"""A step is to be followed up on a day; one that is done may be."""

AHEAD = "life <> 'deleted' AND review_on IS NOT NULL AND coalesce(state, 'ahead') <> 'passed'"
"""A challenge is to be looked at again on a day."""

SEEN = "life <> 'deleted'"
"""A look at a core element is there."""

LOOKED_AT = "life <> 'deleted' AND review_days > 0"
"""A core element is to be looked at every so many days."""

REVIEWED = "life <> 'deleted' AND review_on IS NOT NULL"
"""Something is to be looked at again on a day."""

PROMISED = "life <> 'deleted' AND due IS NOT NULL AND stands_since IS NULL AND given_up IS NULL"
"""A condition of withdrawal is to stand by a day, and does not yet."""

CHANGING = "life <> 'deleted' AND coalesce(state, 'foreseen') NOT IN ('done', 'called_off')"
"""A leadership change is neither over nor called off."""
