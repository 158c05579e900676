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


def test_what_was_made_meanwhile_is_old_afterwards_and_is_not_looked_through_as_new() -> None:
    gc.collect()
    with gc_paused(WORTHWHILE):
        made = [[number] for number in range(1_000)]
    assert not {id(entry) for entry in made} & {id(entry) for entry in (*gc.get_objects(0), *gc.get_objects(1))}


def test_what_a_program_has_frozen_stays_frozen() -> None:
    gc.freeze()
    try:
        frozen = gc.get_freeze_count()  # a few of them may come free
        with gc_paused(WORTHWHILE):
            pass
        assert gc.get_freeze_count() > frozen // 2
    finally:
        gc.unfreeze()
