"""Real notebooks for the tests: real files, real SQLCipher; only the slow wrapping of the key is left out."""

from __future__ import annotations

import base64
import secrets
import uuid
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pyrage
import pytest
import weak_age
from hypothesis import settings

from isp_desktop.db.folder import Folder
from isp_desktop.db.keys import FORMAT, Keys, write_keys
from isp_desktop.db.store import Store
from isp_desktop.services import records

# The machine may be busy; how long an example takes is for the benchmarks to say.
settings.register_profile("suite", deadline=None)
settings.load_profile("suite")


@pytest.fixture(scope="session")
def data_key() -> bytes:
    """The key of every notebook made by `make_store`."""
    return secrets.token_bytes(32)


PASSPHRASE = "correct horse battery staple"


@pytest.fixture(scope="session")
def passphrase() -> str:
    """The passphrase of every notebook made by `make_store`."""
    return PASSPHRASE


@pytest.fixture(scope="session")
def wrapped_key(data_key: bytes) -> str:
    """`data_key` under `passphrase`, as keys.json has it."""
    return base64.b64encode(weak_age.encrypt(data_key, PASSPHRASE)).decode()


@pytest.fixture
def quick_wrapping(monkeypatch: pytest.MonkeyPatch) -> None:
    """What the program itself wraps by a passphrase opens in no time too, where the test is of something else.

    The real wrapping is gone through by test_secrecy.py, test_packing.py, test_first_run.py and the real window.
    """
    monkeypatch.setattr(pyrage.passphrase, "encrypt", weak_age.encrypt)


@pytest.fixture
def make_store(tmp_path: Path, data_key: bytes, wrapped_key: str) -> Iterator[Callable[[str], Store]]:
    """Makes open notebooks by name, each in a folder of its own; they are closed at the end.

    Their keys open by `passphrase` in no time, since age's real scrypt would take seconds each time.
    """
    made: list[Store] = []

    def make(name: str) -> Store:
        folder = Folder(tmp_path / name)
        folder.make()
        notebook = str(uuid.uuid4())
        write_keys(folder.keys, Keys(FORMAT, notebook, wrapped_key, wrapped_key))
        made.append(Store.create(folder, data_key, notebook, name))
        return made[-1]

    yield make
    for store in made:
        store.close()


@pytest.fixture
def store(make_store: Callable[[str], Store]) -> Store:
    """A new, empty, open notebook."""
    return make_store("Maren Oduya")


@pytest.fixture
def put(store: Store) -> Callable[..., str]:
    """Saves a record into `store` and gives its uid."""

    def save(kind: str, uid: str = "", seen: Any = None, scope: Any = None, **fields: Any) -> str:
        with store.write() as transaction:
            return records.put(transaction, kind, fields, uid, seen, scope).uid

    return save
