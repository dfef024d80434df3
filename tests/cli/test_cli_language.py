"""The command line speaks the language of the environment; what scripts read stays as it is."""

from __future__ import annotations

import json
import os
import runpy
import subprocess
import sys
from pathlib import Path

import pytest

from isp_desktop.domain.language import MADE_UP

ROOT = Path(__file__).parents[2]
# The program as it is installed with one more language.
_PROGRAM = """
import sys
from pathlib import Path
from isp_desktop.domain import resources
resources._ROOTS = (Path(sys.argv.pop(1)), *resources._ROOTS)
from isp_desktop.cli import command
command()
"""


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Resources in which the made-up language passes for Dutch."""
    root = tmp_path_factory.mktemp("resources")
    runpy.run_path(str(ROOT / "packaging" / "catalogues.py"))["write_made_up"](root / "translations")
    (root / "translations" / MADE_UP).rename(root / "translations" / "nl")
    return root


@pytest.mark.parametrize(
    ("environment", "options", "translated"),
    [
        ({"LANGUAGE": "nl:en"}, (), True),
        ({"LANG": "nl_BE.UTF-8"}, (), True),
        ({"LANG": "nl_BE.UTF-8", "LC_ALL": "C"}, (), False),
        ({}, (), False),
        ({}, ("--language", "nl"), True),
    ],
)
def test_sentences_are_in_the_language_and_keys_are_not(
    environment: dict[str, str], options: tuple[str, ...], translated: bool, installed: Path, tmp_path: Path
) -> None:
    asked = _run(installed, environment, *options, "--store", str(tmp_path / "none"), "check")
    assert asked.returncode == 2
    assert ("Say where the passphrase is" in asked.stderr) is not translated
    assert ("Šàà" in asked.stderr) is translated
    kinds = json.loads(_run(installed, environment, *options, "--json", "kinds").stdout)
    assert {"kind", "label", "fields"} == set(kinds[0])


@pytest.mark.parametrize(
    ("words", "said"), [((), "Save a record"), (("put",), "Save a record"), (("put",), "The record to ch")]
)
def test_help_speaks_the_language_too(words: tuple[str, ...], said: str, installed: Path) -> None:
    english, other = (_run(installed, {"LANGUAGE": tag}, *words, "--help").stdout for tag in ("en", "nl"))
    assert said in english
    assert said not in other
    assert "--help" in other


def _run(installed: Path, environment: dict[str, str], *words: str) -> subprocess.CompletedProcess[str]:
    asking = ("LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG")
    clean = {name: value for name, value in os.environ.items() if name not in asking} | {"PYTHONUTF8": "1"}
    command = [sys.executable, "-c", _PROGRAM, str(installed), *words]
    return subprocess.run(
        command,
        capture_output=True,
        text=True,
        encoding="utf-8",
        env=clean | environment,
        check=False,
        stdin=subprocess.DEVNULL,
    )
