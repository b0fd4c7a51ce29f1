"""What the coach reads in our words beside new promises: what was kept, what stays open; and who reads at all."""

from datetime import UTC, datetime

import pytest

from motbot.domain.due import Doubt
from motbot.domain.errors import ModelRefused, ModelUnavailable, MotbotError
from motbot.domain.nudge import NotePurpose
from motbot.domain.people import Person, PersonKind
from motbot.domain.reading import Evidence, Reading, Strength
from tests.use_cases.conftest import REPORT, Staged
from tests.use_cases.talk import ALICE, BEN, CARLA, FAILS, PLAIN, TEAM, Talk, a_found, promising


async def told(talk: Talk, words: str) -> None:
    """Carla asks, and Alice answers with these words."""
    root = await talk.says(CARLA, FAILS)
    await talk.passes()
    await talk.says(ALICE, words, thread=root)
    await talk.passes()


@pytest.mark.parametrize("error", [ModelUnavailable(), ModelRefused()])
async def test_with_the_model_down_the_playbook_reads_at_once(staged: Staged, error: MotbotError) -> None:
    talk = staged(standby=promising(REPORT))
    talk.reader.down = error
    await told(talk, "I'll send the report by 15:00.")

    assert (await talk.promise()).provenance.revision == "playbook-1"
    assert len(talk.card(ALICE).promises) == 1


async def test_no_model_is_asked_about_words_that_certainly_promise_nothing(talk: Talk) -> None:
    root = await talk.says(CARLA, FAILS)
    await talk.passes()
    plain = await talk.says(ALICE, PLAIN, thread=root)
    await talk.passes()

    assert talk.reader.seen == []
    assert await talk.is_read(plain)
    assert talk.card(ALICE).unanswered == ()


async def test_the_same_words_are_read_beside_an_open_promise(talk: Talk) -> None:
    await told(talk, "I'll send the report by 15:00.")
    root = (await talk.promise()).lines[0]
    await talk.says(ALICE, PLAIN, thread=root)
    await talk.passes()

    assert len(talk.reader.seen) == 2


async def test_the_same_words_are_read_while_an_earlier_answer_leaves_something_open(talk: Talk) -> None:
    talk.reader.rule = lambda view, expected, promised: Reading(unanswered=tuple(one.mark for one in expected))
    root = await talk.says(CARLA, FAILS)
    await talk.passes()
    for words in ("Good morning!", PLAIN):
        await talk.says(ALICE, words, thread=root)
        await talk.passes()

    assert len(talk.reader.seen) == 2
    assert talk.card(ALICE).unanswered == (FAILS,)


async def test_a_file_can_show_that_a_promise_was_kept(talk: Talk) -> None:
    root = await talk.says(CARLA, FAILS)
    await talk.passes()
    await talk.says(ALICE, "I'll send the report by 15:00.", thread=root)
    await talk.passes()
    number = (await talk.promise()).id
    talk.reader.rule = lambda view, expected, promised: Reading(
        evidence=tuple(Evidence(promise=number, source=line.ts) for line in view.focus_lines if line.files)
    )
    file = await talk.says(ALICE, "", thread=root, files=1)
    await talk.passes()

    promise = await talk.promise()
    assert promise.evidence == Evidence(promise=number, source=file)
    assert promise.is_open
    assert talk.card(ALICE).promises[0].has_evidence


async def test_what_an_answer_leaves_open_stands_on_the_card(talk: Talk) -> None:
    talk.reader.rule = lambda view, expected, promised: Reading(unanswered=tuple(one.mark for one in expected))
    await told(talk, "Good morning!")

    assert talk.card(ALICE).unanswered == (FAILS,)


async def test_a_model_cannot_leave_open_what_nobody_asked_for(talk: Talk) -> None:
    talk.reader.rule = lambda view, expected, promised: Reading(unanswered=("0123456789ab",))
    await told(talk, "Good morning!")

    assert talk.card(ALICE).unanswered == ()


async def test_a_date_that_is_said_later_fills_a_vague_promise_which_is_asked_about_then(staged: Staged) -> None:
    vague = a_found("I'll send the report soon", "soon", what="the report", strength=Strength.VAGUE)
    talk = staged(read=promising(vague, REPORT))
    first = await talk.says(BEN, "I'll send the report soon.")
    await talk.passes()
    assert talk.notes(BEN) == []

    await talk.says(BEN, "I'll send the report by 15:00.", thread=first)
    await talk.passes()

    promise = await talk.promise()
    assert (promise.strength, promise.due) == (Strength.FIRM, datetime(2026, 3, 3, 7, 0, tzinfo=UTC))
    assert [one.purpose for one in talk.notes(BEN)] == [NotePurpose.ASK]


@pytest.mark.parametrize("zone", ["", "Mars/Olympus"])
async def test_an_agent_whose_zone_slack_does_not_say_speaks_on_the_channels_clock(talk: Talk, zone: str) -> None:
    talk.directory.add(Person(id=ALICE, team=TEAM, kind=PersonKind.MEMBER, name="Alice", zone=zone))
    await told(talk, "I'll send the report by 15:00.")

    assert (await talk.promise()).due == datetime(2026, 3, 2, 14, 0, tzinfo=UTC)


async def test_their_time_is_asked_about_where_slack_does_not_say_the_customers_zone(staged: Staged) -> None:
    talk = staged(read=promising(a_found("I'll send the report by 22:00 your time", "by 22:00 your time")))
    talk.directory.add(Person(id=CARLA, team="T2", kind=PersonKind.OUTSIDER, name="Carla"))
    await told(talk, "I'll send the report by 22:00 your time.")

    promise = await talk.promise()
    assert (promise.due, promise.doubt) == (None, Doubt.UNKNOWN_ZONE)
