"""The command without a command: what opens the window is understood without the command line, and told as by it."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from isp_desktop.__main__ import window_asked


@pytest.mark.parametrize(
    ("words", "asked"),
    [
        ([], {}),
        (["--store", "here"], {"--store": Path("here")}),
        (
            ["--passphrase-file", "secret", "--store", "here"],
            {"--passphrase-file": Path("secret"), "--store": Path("here")},
        ),
        (["--store", "--demo"], {"--store": Path("--demo")}),
        (["--store"], None),
        (["--store=here"], None),
        (["--demo"], None),
        (["--store", "here", "--try"], None),
        (["kinds"], None),
        (["--store", "here", "list", "site"], None),
        (["-h", "--store"], None),
    ],
)
def test_a_folder_and_a_passphrase_file_are_all_that_is_understood(
    words: list[str], asked: dict[str, Path] | None
) -> None:
    assert window_asked(words) == asked


def test_a_passphrase_file_that_is_missing_is_told_as_the_command_line_tells_it(tmp_path: Path) -> None:
    missing = ["--passphrase-file", str(tmp_path / "none")]
    plain, by_command_line = _run(*missing), _run(*missing, "--language", "en")
    assert plain == by_command_line
    assert plain[0] == 1
    assert plain[1].startswith("The passphrase file cannot be read.")
    assert plain[1].count("\n") == 1


def test_a_shell_that_asks_what_could_stand_next_is_answered(tmp_path: Path) -> None:
    asked = {"_ISP_DESKTOP_COMPLETE": "bash_complete", "COMP_WORDS": "isp-desktop kin", "COMP_CWORD": "1"}
    assert _run(more=asked) == (0, "plain,kinds\n")


def _run(*words: str, more: dict[str, str] | None = None) -> tuple[int, str]:
    """How it ended, and what it said."""
    environment = os.environ | {"QT_QPA_PLATFORM": "offscreen", "LANGUAGE": "en"} | (more or {})
    done = subprocess.run(
        [sys.executable, "-m", "isp_desktop", *words],
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        timeout=60,
        check=False,
    )
    return done.returncode, done.stdout
