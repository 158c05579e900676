"""Opening hours as people write them are read where they mean one thing, and answered with the right form elsewhere."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from journeymap.model.misread import MisreadError
from journeymap.model.written_hours import opening_hours


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("dag en nacht", "24/7"),
        ("always", "24/7"),
        ("24 uur per dag", "24/7"),
        ("ma-vr 09.00-17.00", "Mo-Fr 09:00-17:00"),
        ("ma-vr 9-12 uur", "Mo-Fr 09:00-12:00"),
        ("za 9:00-12:00", "Sa 09:00-12:00"),
        ("Mo-Fr 8.30-17.00", "Mo-Fr 08:30-17:00"),
        ("ma-vr 17.00-22.00; za-zo 9.00-21.00", "Mo-Fr 17:00-22:00; Sa-Su 09:00-21:00"),
        ("ma t/m vr 8.00 tot 17.00 uur", "Mo-Fr 08:00-17:00"),
        ("maandag t/m vrijdag van 9.00 tot 17.00 uur", "Mo-Fr 09:00-17:00"),
        ("Maandag 08:30-12:00", "Mo 08:30-12:00"),
        ("ma, wo en vr 9-12 uur", "Mo,We,Fr 09:00-12:00"),
        ("ma-vr 8-18, za 9-13, zo gesloten", "Mo-Fr 08:00-18:00; Sa 09:00-13:00; Su off"),
        ("ma-vr 09:00-12:00 en 13:00-17:00", "Mo-Fr 09:00-12:00,13:00-17:00"),
        ("ma-vr 8-17; feestdagen gesloten", "Mo-Fr 08:00-17:00; PH off"),
        ("Monday to Friday 9am-5pm", "Mo-Fr 09:00-17:00"),
        ("Mon–Fri 9 a.m. – 5 p.m.", "Mo-Fr 09:00-17:00"),
        ("Mon-Fri: 9:00-17:30, Sat 10:00-14:00", "Mo-Fr 09:00-17:30; Sa 10:00-14:00"),
        ("Mo - Fr 09:00 - 17:00", "Mo-Fr 09:00-17:00"),
        ("weekdays 9-17", "Mo-Fr 09:00-17:00"),
        ("every day 7am-11pm", "Mo-Su 07:00-23:00"),
        ('ma-vr 9-12 "op afspraak"', 'Mo-Fr 09:00-12:00 "op afspraak"'),
        ("do-za 22-4 uur", "Th-Sa 22:00-04:00"),
    ],
)
def test_hours_that_mean_one_thing_are_read(written: str, meant: str):
    assert opening_hours(written) == meant
    assert opening_hours(meant) == meant


@pytest.mark.parametrize(
    "written", ["24/7", "Mo-Fr 08:30-17:00; Sa 10:00-14:00", "Mo-Fr 10:00+", "SH off", '"on request"']
)
def test_hours_in_the_syntax_of_openstreetmap_stay_as_they_are_written(written: str):
    assert opening_hours(written) == written


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("Mon-Fri 9-5", "Mo-Fr 09:00-17:00"),
        ("vr 9-1", "Fr 09:00-13:00"),
        ("Sat & Sun 10-4", "Sa,Su 10:00-16:00"),
        ("ma 13-5", "Mo 13:00-17:00"),
    ],
)
def test_hours_that_leave_a_doubt_are_told_as_they_are_probably_meant(written: str, meant: str):
    with pytest.raises(MisreadError) as caught:
        opening_hours(written)
    assert f'"{meant}"' in str(caught.value.remedy)
    assert opening_hours(meant) == meant


@pytest.mark.parametrize("written", ["office hours", "kantooruren", "25:00-26:00", "Mo-Fr", "9"])
def test_what_names_no_hours_is_refused_or_read_by_the_book(written: str):
    if written == "Mo-Fr":
        assert opening_hours(written) == written
        return
    with pytest.raises(MisreadError, match="opening hours"):
        opening_hours(written)


@given(st.text(alphabet=st.sampled_from('MoTuWeFrmavrzo 0123456789:-.;,"|+uhtpm'), max_size=30))
def test_any_text_is_read_or_refused_but_never_breaks(text: str):
    try:
        read = opening_hours(text)
    except MisreadError:
        return
    assert opening_hours(read) == read
