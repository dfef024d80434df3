"""The merge made wrong on purpose, each time in one place: the tests must notice every one of these."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

from tests.benchmarks.measuring import say

_ROOT = Path(__file__).parents[2]
_TESTS = ("tests/domain", "tests/db/test_store.py", "tests/services/sharing/test_undoing.py")
_NEEDED = ("isp_desktop", "resources", "tests", "pyproject.toml")


@dataclass(frozen=True, slots=True)
class Mutant:
    """What it gets wrong, and the one place in a file of `isp_desktop` that makes it so."""

    wrong: str
    file: str
    right: str
    instead: str


_MERGE, _RECORD, _ARRIVING = "domain/merge.py", "domain/record.py", "domain/arriving.py"
MUTANTS = (
    Mutant("two values side by side are no conflict", _MERGE, "if len(latest_first) > 1 and", "if False and"),
    Mutant("equal values side by side are one", _MERGE, "for head in latest_first}) > 1", "for head in latest_first})"),
    Mutant("the earliest value is shown", _MERGE, "for at in reversed(writes[name]) if", "for at in writes[name] if"),
    Mutant("the clock decides", _MERGE, "if not is_followed(at)]", "if at == writes[name][-1]]"),
    Mutant("only children count, not grandchildren", _MERGE, "|= after[at] | own[at]", "|= own[at]"),
    Mutant(
        "parents are believed to be earlier",
        _MERGE,
        "order = _parents_first(parents)\n    waiting = ",
        "order = list(range(len(parents)))\n    waiting = ",
    ),
    Mutant("a deletion beats an edit it had not seen", _MERGE, 'else "contested"', 'else "deleted"'),
    Mutant(
        "a removal beats an addition it had not seen", _MERGE, "elif all(map(is_followed,", "elif any(map(is_followed,"
    ),
    Mutant("a removal does nothing", _MERGE, "acts[name, element] = removals", "pass"),
    Mutant("every revision stays a head", _MERGE, "if at not in followed]", "]"),
    Mutant("a repeated revision counts twice", _MERGE, "return sorted(distinct.values(),", "return sorted(revisions,"),
    Mutant(
        "the order in which revisions came decides",
        _MERGE,
        "return sorted(distinct.values(), key=lambda revision: (revision.clock, revision.id))",
        "return [*distinct.values()]",
    ),
    Mutant("what came later was written by one who had seen it", _MERGE, "before.id in after.parents for", "True for"),
    Mutant("what a line of work adds is left out", _MERGE, 'inside.update(change.get("add", ()))', "pass"),
    Mutant("what a line of work removes stays", _MERGE, 'inside.difference_update(change.get("remove", ()))', "pass"),
    Mutant(
        "one word of a set makes a set of what was a value",
        _MERGE,
        "if all(map(is_change, changes)):",
        "if is_change(changes[-1]):",
    ),
    Mutant(
        "a private field is read from the shared scope",
        _RECORD,
        'return "private" if field.private or not is_shared else "shared"',
        'return "shared" if is_shared else "private"',
    ),
    Mutant(
        "a colleague's deletion hides private words",
        _RECORD,
        'if shared.life == "deleted" and private.heads and private.life != "deleted":',
        "if False:",
    ),
    Mutant(
        "undoing takes what later work stands on",
        _ARRIVING,
        "if parent in removed and parent in by_id and parent not in needed:",
        "if False:",
    ),
    Mutant("a private revision is taken from a bundle", _ARRIVING, 'if revision.scope != "shared":', "if False:"),
)


def run() -> None:
    """Tells of each mutant whether the tests noticed it."""
    with ThreadPoolExecutor(2) as at_once:
        for mutant, noticed in zip(MUTANTS, at_once.map(_is_noticed, MUTANTS), strict=True):
            say(f"{mutant.wrong:<58} {'noticed' if noticed else 'NOT NOTICED'}")


def misplaced() -> Iterator[str]:
    """What is wrong with the list: places that are not there exactly once."""
    for mutant in MUTANTS:
        if (_ROOT / "isp_desktop" / mutant.file).read_text().count(mutant.right) != 1:
            yield mutant.wrong


def _is_noticed(mutant: Mutant) -> bool:
    with tempfile.TemporaryDirectory() as name:
        place = Path(name)
        for needed in _NEEDED:
            whole = _ROOT / needed
            if whole.is_dir():
                shutil.copytree(whole, place / needed, ignore=shutil.ignore_patterns("__pycache__"))
            else:
                shutil.copy(whole, place)
        file = place / "isp_desktop" / mutant.file
        file.write_text(file.read_text().replace(mutant.right, mutant.instead))
        paths = os.pathsep.join([name, str(place / "tests/support")])
        words = [sys.executable, "-m", "pytest", "-q", "-x", "-p", "no:cacheprovider", *_TESTS]
        done = subprocess.run(
            words, cwd=place, env=os.environ | {"PYTHONPATH": paths}, capture_output=True, check=False
        )
    if done.returncode not in (0, 1):
        raise RuntimeError(done.stdout.decode() + done.stderr.decode())
    return done.returncode == 1
