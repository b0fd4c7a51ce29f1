"""Indirect speech: what was promised, told again afterwards."""

import pytest

from motbot.playbook.retelling import in_the_past


@pytest.mark.parametrize(
    ("deed", "told"),
    [
        ("You'll have the report", "you'd have the report"),
        ("we expect you'll get it", "you'd get it"),
        ("Finance is going to refund you", "Finance would refund you"),
        ("The new tablecloths arrive", "the new tablecloths would arrive"),
        ("Your parcel ships", "your parcel would ship"),
        ("Fix expected", "the fix would be there"),
        ("Next update", "you'd have the update"),
        ("back with you", "I'd be back with you"),
        ("On it, back to you", "I'd be back to you"),
        ("You have the chairs", "you'd have the chairs"),
        ("You're getting it", "you'd get it"),
        ("It's in your inbox", "it would be in your inbox"),
        ("The whole report is ready", "the whole report would be ready"),
        ("It reaches you", "it would reach you"),
        ("On your desk", "it would be on your desk"),
        ("Yours", "it would be yours"),
        ("Expect it", "you could expect it"),
    ],
)
def test_a_deed_is_told_in_indirect_speech(deed: str, told: str) -> None:
    assert in_the_past(deed) == told


@pytest.mark.parametrize("deed", ["", "nothing that fits", "send you the log", "明天发您"])
def test_what_has_no_such_form_is_left_to_be_quoted(deed: str) -> None:
    assert in_the_past(deed) == ""
