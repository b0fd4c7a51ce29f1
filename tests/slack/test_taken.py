"""Whoever has given a request away reads who has it, as long as that is so, and what stays theirs."""

from motbot.domain.nudge import PromptPurpose
from motbot.domain.overtaken import HANDED_ON
from tests.slack.looking import shown_of, texts
from tests.slack.rig import prompt, tracked

TAKEN = prompt(purpose=PromptPurpose.TAKEN, taker="UBEN", promises=(tracked(),))


def test_it_names_who_has_it_and_what_stays_theirs() -> None:
    told = texts(shown_of(TAKEN))

    assert " has it now." in told.splitlines()
    assert "stays yours" in told


def test_once_it_has_gone_on_nobody_is_said_to_have_it_and_the_promise_stays() -> None:
    told = texts(shown_of(prompt(purpose=PromptPurpose.TAKEN, taker="UBEN", promises=(tracked(),), settled=HANDED_ON)))

    assert " has it now." not in told.splitlines()
    assert "stays yours" in told
