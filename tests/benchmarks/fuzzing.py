"""A hundred thousand damaged bundles, the same each time: refused or taken right, none slow, none large."""

from __future__ import annotations

import base64
import resource
import time
from collections import Counter
from collections.abc import Callable

import pyrage
from damaging import Damager, judged

from isp_desktop.db import log, settings
from isp_desktop.db.store import Store
from isp_desktop.services import checking
from isp_desktop.services.identity import PrivateKeys, private_keys
from tests.benchmarks.measuring import say, tell
from tests.benchmarks.receiving import received
from tests.benchmarks.stores import KEY, PLACE, empty

_COUNT, _SEED = 100_000, 11
_RECEIVED_EACH = 20
_MOST_SECONDS, _MOST_MB = 2.0, 500.0
_LONG, _TIMES = 0.2, 3


def run(count: int = _COUNT) -> None:
    """Previews each damaged bundle; what is taken is proved right without the program's own reader.

    One in a score of those taken is received, too, into a notebook that must be whole at the end.

    What takes long is done again twice, and the quickest counts: a bundle that is slow is slow each time, a computer
    that has other things to do is not.
    """
    became: Counter[tuple[str, bool]] = Counter()
    slowest, slowest_is, done_again = 0.0, "", 0
    file = PLACE / "damaged.ispx"
    with Store.open(empty("damaged"), KEY) as store, Store.open(empty("damaged-taken"), KEY) as taking:
        keys = private_keys(store)
        with taking.write() as transaction:
            settings.write(transaction.connection, "identity", _as_setting(keys))
        damager = Damager(pyrage.x25519.Recipient.from_str(keys.public.public_key), _SEED)
        for damaged in damager.make(count):
            tries = _tries(lambda damaged=damaged: judged(store, keys, file, damaged))
            (was_taken,) = {result for _seconds, result in tries}
            became[damaged.how, was_taken] += 1
            done_again += len(tries) > 1
            slowest, slowest_is = max((slowest, slowest_is), (min(tries)[0], damaged.how))
            if was_taken and became.total() % _RECEIVED_EACH == 0:
                received(taking, file)
        with store.read() as reading:
            assert log.count(reading) == 0
        assert checking.check(store).is_clean
        assert checking.check(taking, rebuild=True).is_clean
    for how in sorted({how for how, _taken in became}):
        say(f"  {how:<20} refused {became[how, False]:>7,}   taken, and right {became[how, True]:>7,}")
    taken = sum(number for (_how, was_taken), number in became.items() if was_taken)
    say(f"{count:,} damaged bundles: {count - taken:,} refused, {taken:,} taken right, the notebook as it was")
    say(f"{done_again:,} took over {_LONG:g} s and were done {_TIMES} times, of which the quickest counts")
    tell(f"the slowest, proved besides ({slowest_is})", slowest, "s", _MOST_SECONDS)
    tell("memory at its height", resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024, "MB", _MOST_MB)


def _tries(judge: Callable[[], bool]) -> list[tuple[float, bool]]:
    """The seconds that `judge` takes, and what it says; again and again where the first time was long."""
    tries: list[tuple[float, bool]] = []
    while not tries or (tries[0][0] > _LONG and len(tries) < _TIMES):
        start = time.perf_counter()
        result = judge()
        tries.append((time.perf_counter() - start, result))
    return tries


def _as_setting(keys: PrivateKeys) -> dict[str, str]:
    return {"age": keys.age, "ed25519": base64.b64encode(keys.signing.private_bytes_raw()).decode()}
