"""The real program as a process of its own, on a real (virtual) screen, worked with real keys."""

from __future__ import annotations

import signal
from pathlib import Path

from virtual_screen import Screen, until

from isp_desktop.db.store import Store
from isp_desktop.services import checking, drafts, finding, records, session, settings

PASSPHRASE = "copper lantern velvet orbit"


def test_first_run_first_visit_restart(screen: Screen, tmp_path: Path) -> None:
    folder = tmp_path / "notebook"
    program = screen.start("--store", str(folder))
    screen.await_title("Step 1 of 4: You")
    screen.type("Maren Oduya")
    screen.press("Return")
    screen.await_title("Step 2 of 4: Passphrase")
    screen.type(PASSPHRASE)
    screen.press("Tab")
    screen.type(PASSPHRASE)
    screen.press("Return")
    screen.await_title("Step 3 of 4: Recovery")
    screen.press("space", "Tab", "space")
    screen.await_title("Step 4 of 4: Site")
    screen.type("Alder Road Primary")
    screen.press("Return")
    screen.await_title("Today")
    screen.press("ctrl+n")
    screen.await_title("Visit")
    screen.press("ctrl+s")
    screen.press("ctrl+l")
    screen.await_title("Locked")
    screen.press("ctrl+q")
    assert program.wait(30) == 0

    key = session.unlock(folder, PASSPHRASE)
    with session.open_store(folder, key) as store:
        assert store.author == "Maren Oduya"
        assert records.get(store, settings.read(store, "me")).fields["name"] == "Maren Oduya"
        assert [item.fields["name"] for item in finding.every(store, "site")] == ["Alder Road Primary"]
        assert len(finding.every(store, "visit")) == 1

    secret = tmp_path / "passphrase"
    secret.write_text(PASSPHRASE + "\n")
    again = screen.start("--store", str(folder), "--passphrase-file", str(secret))
    screen.await_title("Visit")
    screen.press("ctrl+q")
    assert again.wait(30) == 0


def test_a_killed_program_has_kept_the_sentence(
    screen: Screen, store: Store, passphrase: str, data_key: bytes, tmp_path: Path
) -> None:
    store.close()
    secret = tmp_path / "passphrase"
    secret.write_text(passphrase)
    options = ("--store", str(store.folder.path), "--passphrase-file", str(secret))
    program = screen.start(*options)
    screen.await_title("Today")
    screen.press("ctrl+shift+n")
    screen.await_title("Note")
    before = store.folder.journal.stat().st_size
    screen.type("Grace may leave at Christm")
    until(lambda: store.folder.journal.stat().st_size > before, "the draft on the disk")
    # The next half second of typing is on the disk as well, at the latest after its pause.
    sized = store.folder.journal.stat().st_size
    screen.type("as, she said")
    until(lambda: store.folder.journal.stat().st_size > sized, "the rest of it on the disk")
    program.send_signal(signal.SIGKILL)
    program.wait()

    with session.open_store(store.folder.path, data_key) as again:
        kept = " ".join(str(value) for value in drafts.every(again)[0].values.values())
        assert "Grace may leave at Christm" in kept
        assert checking.check(again, rebuild=True).is_clean

    restarted = screen.start(*options)
    screen.await_title("Today")
    screen.press("ctrl+q")
    assert restarted.wait(30) == 0
