"""Whatever somebody wrote: in the windows of a sheet nothing of it acts, hides or links."""

import json
import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given

from motbot.domain.expectation import Expectation, ExpectationKind
from motbot.domain.language import Language
from motbot.domain.promise_list import PromiseList
from motbot.domain.review import Row
from motbot.domain.scoring import Quote
from motbot.domain.sheet import Fate, JudgedExpectation, JudgedPromise, Outcome
from motbot.domain.sheet_page import SheetRow
from motbot.playground.validation import view_problems
from motbot.slack.home_view import home_view
from motbot.slack.mine_blocks import mine_view
from tests.slack.home_rig import agents_page
from tests.slack.looking import assert_slack_takes, shown_of, strings
from tests.slack.rig import SAID_TS, TS, US, Json
from tests.slack.sheet_looking import parts
from tests.slack.sheet_rig import (
    ASKED,
    DISPUTE,
    SAID,
    THEIRS,
    all_of_mine,
    contact,
    note,
    overview,
    sheet_item,
    steps,
    whole_row,
)
from tests.slack.test_hostile_texts import CONTROL_ALPHABET, CROWD, HOSTILE, LIVE, addresses


@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
def test_hostile_words_do_nothing_wherever_they_stand(text: str) -> None:
    for view in everywhere(text):
        assert view_problems(view) == []
        assert_harmless(view)


@pytest.mark.row("J1", trials=15, long=500)
@given(text=CONTROL_ALPHABET)
def test_no_words_made_of_slacks_control_characters_act_in_a_sheet(text: str) -> None:
    for view in everywhere(text):
        assert_harmless(view)


def everywhere(text: str) -> Iterator[Json]:
    """Every window about sheets with the text in every place that foreign text can come to."""
    quote = Quote(ts=SAID_TS, words=text)
    judged = JudgedExpectation(
        expectation=Expectation(kind=ExpectationKind.EXPLICIT, text=text, quote=text, cue=text, source=TS),
        outcome=Outcome.MISSED,
    )
    more: dict[str, Any] = {
        "reason": text,
        "quotes": (quote,),
        "humans": (replace(THEIRS, reason=text),),
        "remarks": (replace(DISPUTE, text=text),),
    }
    rows = (whole_row(**more), *steps(**more))
    for language in Language:
        page = contact(
            language=language,
            channel_name=text,
            rows=rows,
            asked=(replace(ASKED, text=text),),
            said=(replace(SAID, text=text),),
            expectations=(judged,),
            promises=(JudgedPromise(quote=quote, fate=Fate.BROKEN, due_words=text),),
            better=text,
        )
        yield from parts(page)
        listed = (whole_row(row=Row(contact=0), **more), SheetRow(row=Row(contact=1), words=text, **more))
        yield from parts(overview(language=language, channel_name=text, rows=listed, earlier=1))
        yield home_view(agents_page(PromiseList(language=language), [sheet_item(channel_name=text)]), US.url)
        yield mine_view(all_of_mine(language=language, sheets=(sheet_item(channel_name=text),)))


def assert_harmless(view: Json) -> None:
    """No control sequence, no call to everybody, nothing hidden, no link but to our own workspace."""
    for text in strings(view):
        assert not LIVE.search(text)
        assert not CROWD.search(text)
        assert not re.search("[\u202a-\u202e\u2066-\u2069\u200b\ufeff\x00\ud800-\udfff]", text)
    assert all(address.startswith(f"{US.url}archives/") for address in addresses(view))
    assert '"mrkdwn"' not in json.dumps(view)


@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
def test_a_message_that_leads_to_a_sheet_fits_whatever_its_channel_is_called(text: str) -> None:
    shown = shown_of(note(channel_name=text))

    assert_slack_takes(shown)
    assert not any(LIVE.search(said) or CROWD.search(said) for said in (*strings(shown.blocks), shown.text))
