"""Everything out, and a site handed over, from outside: a real process on a real notebook."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from isp_desktop.db.store import Store
from isp_desktop.services.identity import identity

Done = subprocess.CompletedProcess[str]
Run = Callable[..., Done]


@pytest.fixture
def known(store: Store, put: Callable[..., str], make_store: Callable[[str], Store]) -> dict[str, str]:
    """Uids of a closed notebook, and the public key of whoever takes over."""
    site = put("site", name="Alder Road")
    put("visit", date="2026-10-15", site=site, discussion="We met", private_notes="Xyloph")
    note = put("note", text="Zanzibar", sites=[site])
    store.close()
    return {"site": site, "note": note, "key": identity(make_store("Sam")).public_key}


@pytest.fixture
def run(store: Store, tmp_path: Path, passphrase: str) -> Run:
    (tmp_path / "passphrase").write_text(passphrase)
    options = ["--store", str(store.folder.path), "--passphrase-file", str(tmp_path / "passphrase"), "--json"]

    def run_one(*words: str, largest_file: int = 0) -> Done:
        environment = os.environ | {"QT_QPA_PLATFORM": "offscreen"}
        command = [sys.executable, "-m", "isp_desktop", *options, *words]
        return subprocess.run(
            command,
            capture_output=True,
            env=environment,
            check=False,
            text=True,
            preexec_fn=(lambda: _limit(largest_file)) if largest_file else None,
        )

    return run_one


def _limit(most: int) -> None:
    import resource

    resource.setrlimit(resource.RLIMIT_FSIZE, (most, most))


def test_everything_is_written_out_with_private_words_only_where_asked_for(
    run: Run, known: dict[str, str], tmp_path: Path
) -> None:
    for words, count, holds in (((), 2, False), (("--with-private",), 3, True)):
        folder = tmp_path / f"out{count}"
        done = run("export", str(folder), *words)
        told: dict[str, Any] = json.loads(done.stdout)
        assert told.pop("files") == sum(path.is_file() for path in folder.rglob("*"))
        assert told == {"folder": str(folder), "records": count, "attachments": 0, "missing": 0}
        assert ("Zanzibar" in (folder / "log" / "revisions.jsonl").read_text()) is holds
    again = run("export", str(tmp_path / "out2"))
    assert (again.returncode, again.stdout, again.stderr.count("\n")) == (1, "", 1)
    assert "something in" in again.stderr


@pytest.mark.skipif(sys.platform == "win32", reason="needs a limit on the size of files")
@pytest.mark.parametrize("most", [400, 2_000])
def test_a_full_disk_is_told_in_one_sentence(run: Run, known: dict[str, str], tmp_path: Path, most: int) -> None:
    done = run("export", str(tmp_path / "out"), "--with-private", largest_file=most)
    assert (done.returncode, done.stdout, done.stderr.count("\n")) == (1, "", 1), done.stderr
    assert not [path for path in tmp_path.iterdir() if path.suffix == ".part" or path.name == "out"]


def test_a_site_is_handed_over_with_the_note_that_was_named(run: Run, known: dict[str, str], tmp_path: Path) -> None:
    file = tmp_path / "alder.ispx"
    assert run("handover", str(file), "--site", known["site"]).returncode == 2
    done = run("handover", str(file), "--site", known["site"], "--to", known["key"], "--note", known["note"])
    told = json.loads(done.stdout)
    assert file.is_file()
    assert told.keys() == {"bundle", "file", "records", "revisions", "attachments", "missing", "notes"}
    assert (told["records"], told["notes"]) == (3, [known["note"]])
    refused = run("handover", str(file), "--site", known["note"], "--to", known["key"])
    assert (refused.returncode, refused.stderr.count("\n")) == (1, 1)
