"""A message that stands there outlives Slack's hiccups: it stays while it is wanted, and goes when it is not."""

from datetime import timedelta

from motbot.domain.errors import SlackRefused
from motbot.domain.people import Person, PersonKind
from motbot.storage.store import PostgresStore
from motbot.use_cases.send_whisper import EXPIRES
from tests.fakes.messenger import Verb
from tests.use_cases.outbox import ALICE, outbox, prompt


async def test_a_message_of_days_ago_survives_that_slack_does_not_describe_its_reader_for_a_moment(
    store: PostgresStore,
) -> None:
    box = await outbox(store)
    await box.runs()
    box.clock.move(EXPIRES + timedelta(minutes=1))
    await box.says("second")
    box.directory.add(Person(id=ALICE, team="T1", kind=PersonKind.UNKNOWN))
    await box.runs()

    box.directory.add(Person(id=ALICE, team="T1", kind=PersonKind.MEMBER))
    await box.runs_to_the_end()

    assert [shown.nudge for shown in box.shown] == [prompt("second")]


async def test_a_message_whose_new_words_slack_refused_can_still_be_taken_away(store: PostgresStore) -> None:
    box = await outbox(store)
    await box.runs()
    await box.says("second")
    box.messenger.fail_next(SlackRefused("msg_too_long"), verb=Verb.UPDATE)
    await box.runs()

    await box.withdraws()
    await box.runs()

    assert box.shown == []
