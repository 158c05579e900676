"""The garbage collector is left as it was found."""

from __future__ import annotations

import gc

import pytest

from journeymap.numerics.gc_pause import WORTHWHILE, gc_paused


def test_the_collector_rests_during_large_work_and_goes_on_afterwards_even_after_an_error() -> None:
    during = []

    def fail() -> None:
        with gc_paused(WORTHWHILE):
            during.append(gc.isenabled())
            raise KeyError

    with pytest.raises(KeyError):
        fail()
    assert during == [False]
    assert gc.isenabled()


def test_the_collector_is_not_touched_for_small_work_or_when_it_is_off_anyway() -> None:
    with gc_paused(WORTHWHILE - 1):
        assert gc.isenabled()
    gc.disable()
    try:
        with gc_paused(WORTHWHILE):
            pass
        assert not gc.isenabled()
    finally:
        gc.enable()
