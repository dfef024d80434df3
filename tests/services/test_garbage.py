from __future__ import annotations

import gc

import pytest

from isp_desktop.services import garbage


def test_garbage_is_looked_for_again_afterwards() -> None:
    with garbage.not_looked_for():
        assert not gc.isenabled()
    assert gc.isenabled()


def test_it_is_looked_for_again_after_a_failure() -> None:
    with pytest.raises(KeyError), garbage.not_looked_for():
        raise KeyError
    assert gc.isenabled()


def test_who_did_not_look_before_does_not_afterwards() -> None:
    with garbage.not_looked_for():
        with garbage.not_looked_for():
            pass
        assert not gc.isenabled()
    assert gc.isenabled()
