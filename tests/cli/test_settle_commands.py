"""What waits to be settled, and settling it, from outside."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from isp_desktop.db.store import Store
from isp_desktop.services import records

Done = subprocess.CompletedProcess[str]
Run = Callable[..., Done]


@pytest.fixture
def uid(store: Store, tmp_path: Path, passphrase: str) -> str:
    """A site in a closed notebook, whose name and programme two edits changed at once."""
    (tmp_path / "passphrase").write_text(passphrase)
    with store.write() as transaction:
        uid = records.put(transaction, "site", {"name": "Alder"}).uid
        made = transaction.look(uid)
        assert made is not None
        for name in ("Alder Road", "Alder Street"):
            records.put(transaction, "site", {"name": name, "organization": f"{name} Trust"}, uid, made.heads)
    store.close()
    return uid


@pytest.fixture
def run(store: Store, tmp_path: Path) -> Run:
    options = ["--store", str(store.folder.path), "--passphrase-file", str(tmp_path / "passphrase"), "--json"]
    environment = os.environ | {"QT_QPA_PLATFORM": "offscreen", "PYTHONWARNINGS": "error"}

    def run_one(*words: str | bytes) -> Done:
        command = [sys.executable, "-m", "isp_desktop", *options, *words]
        return subprocess.run(command, capture_output=True, env=environment, check=False, text=True)

    return run_one


def test_what_waits_is_listed_as_get_tells_it_and_settled_one_by_one(run: Run, uid: str) -> None:
    told = json.loads(run("conflicts").stdout)
    assert [(one["uid"], one["kind"], one["field"]) for one in told] == [
        (uid, "site", "name"),
        (uid, "site", "organization"),
    ]
    got = json.loads(run("get", uid).stdout)["conflicts"]
    for one in told:
        assert sorted(one["heads"], key=str) == sorted(got[one["field"]], key=str)
        assert one["heads"][0].keys() == {"revision", "value", "author", "at"}
    taken = next(head for head in told[0]["heads"] if head["value"] == "Alder Road")
    settled = json.loads(run("settle", uid, "name", "--take", taken["revision"], "--reason", "Its sign says so").stdout)
    assert settled["uid"] == uid
    json.loads(run("settle", uid, "organization", "--value", "null").stdout)
    assert json.loads(run("conflicts").stdout) == []
    now = json.loads(run("get", uid).stdout)
    assert (now["fields"], now["conflicts"]) == ({"name": "Alder Road"}, {})
    assert settled["revision"] in {step["revision"] for step in json.loads(run("history", uid).stdout)}


def test_what_came_in_after_it_was_listed_is_not_passed_over(run: Run, uid: str) -> None:
    told = json.loads(run("conflicts").stdout)[0]
    assert told["seen"] == json.loads(run("get", uid).stdout)["heads"]
    seen = [word for head in told["seen"] for word in ("--seen", head)]
    assert run("settle", uid, "name", "--value", '"Alder Lane"', *seen).returncode == 0
    assert run("settle", uid, "name", "--value", '"Alder Hill"', *seen).returncode == 0
    (left,) = [one for one in json.loads(run("conflicts").stdout) if one["field"] == "name"]
    assert {head["value"] for head in left["heads"]} == {"Alder Lane", "Alder Hill"}


def test_wrong_usage_and_wrong_values_are_told_apart(run: Run, uid: str) -> None:
    for words in ((), ("--take", "0" * 64, "--value", "1")):
        wrong = run("settle", uid, "name", *words)
        assert (wrong.returncode, wrong.stdout) == (2, "")
    refused = [
        ("settle", uid, "name", "--value", '"x"', "--seen", "0" * 64),
        ("settle", uid, "name", "--value", "Alder"),
        ("settle", uid, "name", "--value", "[" * 100_000),
        ("settle", uid, "name", "--value", "7"),
        ("settle", uid, "name", "--value", "null"),
        ("settle", uid, "name", "--take", "0" * 64),
        ("settle", uid, "address", "--value", '"x"'),
        ("settle", "nobody", "name", "--value", '"x"'),
        ("settle", uid, "name", "--value", '"x"', "--reason", b"\xff"),
    ]
    for words in refused:
        answer = run(*words)
        assert (answer.returncode, answer.stdout) == (1, "")
        assert len(answer.stderr.splitlines()) == 1
        assert "Traceback" not in answer.stderr
    assert len(json.loads(run("conflicts").stdout)) == 2
