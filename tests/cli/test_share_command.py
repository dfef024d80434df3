"""Sharing from the command line: what it answers, and how it fails."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pyrage
import pytest

from isp_desktop.db.store import Store
from isp_desktop.services.sharing.opening import Lock, open_bundle

READER = pyrage.x25519.Identity.generate()
KEY = str(READER.to_public())
Ended = subprocess.CompletedProcess[str]


@pytest.fixture
def run(tmp_path: Path, store: Store, put: Callable[..., str], passphrase: str) -> Callable[..., Ended]:
    """Runs a command on a notebook with a site, a visit and something private."""
    site = put("site", name="Alder Road")
    put("visit", date="2026-10-15", site=site, private_notes="Planted")
    put("note", text="Planted", sites=[site])
    (tmp_path / "site").write_text(site)
    store.close()
    (tmp_path / "passphrase").write_text(passphrase)
    options = ["--store", str(store.folder.path), "--passphrase-file", str(tmp_path / "passphrase"), "--json"]
    command = [sys.executable, "-m", "isp_desktop", *options]

    def act(*words: str) -> Ended:
        surroundings: dict[str, Any] = {"env": {**os.environ, "LANGUAGE": "en"}, "encoding": "utf-8"}
        return subprocess.run([*command, *words], capture_output=True, check=False, **surroundings)

    return act


def test_it_writes_a_bundle_and_tells_what_is_in_it(run: Callable[..., Ended], tmp_path: Path) -> None:
    file = tmp_path / "日誌.ispx"
    ended = run("share", str(file), "--to", KEY, "--site", (tmp_path / "site").read_text())
    assert ended.returncode == 0, ended.stderr
    told = json.loads(ended.stdout)
    with open_bundle(file, Lock(str(READER)), KEY) as bundle:
        bundle.finish()
        assert told == {
            "bundle": bundle.manifest.id,
            "file": str(file),
            "records": 2,
            "revisions": 2,
            "attachments": 0,
            "missing": 0,
        }
    ended = run("share", str(file), "--to", KEY, "--kind", "visit", "--since", "2020-01-01")
    assert json.loads(ended.stdout)["records"] == 1


@pytest.mark.parametrize(
    "words",
    [
        ["--all"],
        ["--to", KEY],
        ["--to", KEY, "--bundle-passphrase-file", "x", "--all"],
        ["--to", KEY, "--since", "yesterday"],
    ],
)
def test_wrong_usage_ends_with_2(words: list[str], run: Callable[..., Ended], tmp_path: Path) -> None:
    assert run("share", str(tmp_path / "x.ispx"), *words).returncode == 2


@pytest.mark.parametrize(
    "words",
    [
        ["--to", "age1nobody", "--all"],
        ["--to", KEY, "--site", "nothing"],
        ["--to", KEY, "--kind", "unicorn"],
        ["--bundle-passphrase-file", "/nowhere", "--all"],
    ],
)
def test_what_cannot_be_ends_with_one_sentence(words: list[str], run: Callable[..., Ended], tmp_path: Path) -> None:
    ended = run("share", str(tmp_path / "x.ispx"), *words)
    assert ended.returncode == 1
    assert len(ended.stderr.strip().splitlines()) == 1
    assert not list(tmp_path.glob("*x.ispx*"))
