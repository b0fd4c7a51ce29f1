"""What our side writes is stored with its files, and waits to be read for promises; so do edits and late names."""

from datetime import timedelta

from motbot.domain.people import Person, PersonKind, Side
from motbot.ports.records import StoredLine
from tests.use_cases.talk import ALICE, CARLA, FAILS, SUPPORT, TEAM, Talk


async def stored(talk: Talk, ts: str) -> StoredLine:
    """A message as it is stored."""
    async with talk.store.begin() as tx:
        found = await tx.lines.get(TEAM, SUPPORT, ts)
    assert found is not None
    return found


async def waits_to_be_read(talk: Talk, ts: str) -> bool:
    """Whether its conversation has a time at which our words are read."""
    number = await talk.conversation_of(ts)
    async with talk.store.begin() as tx:
        conversation = await tx.conversations.get(number)
    return conversation is not None and conversation.read_at is not None


async def test_a_message_keeps_how_many_files_hang_on_it_through_an_edit(talk: Talk) -> None:
    said = await talk.says(ALICE, "Here it is.", files=2)
    await talk.edits(ALICE, said, "Here it is, as promised.")

    assert (await stored(talk, said)).line.files == 2


async def test_words_of_ours_wait_to_be_read_and_a_customers_do_not(talk: Talk) -> None:
    root = await talk.says(CARLA, FAILS)
    assert not await waits_to_be_read(talk, root)

    await talk.says(ALICE, "Hello!", thread=root)

    assert await waits_to_be_read(talk, root)


async def test_an_edit_of_our_words_lets_them_be_read_again(talk: Talk) -> None:
    said = await talk.says(ALICE, "Hello!")
    await talk.passes()
    assert await talk.is_read(said)

    await talk.edits(ALICE, said, "Good morning!")

    assert not await talk.is_read(said)
    assert await waits_to_be_read(talk, said)


async def test_a_message_that_is_known_waits_for_nothing_new(talk: Talk) -> None:
    said = await talk.says(ALICE, "Hello!")
    await talk.passes()

    await talk.says(ALICE, "Hello!", ts=said)

    assert not await waits_to_be_read(talk, said)
    assert await talk.is_read(said)


async def test_words_of_somebody_slack_describes_late_are_read_once_they_turn_out_to_be_ours(talk: Talk) -> None:
    alice = await talk.directory.person(ALICE)
    talk.directory.add(Person(id=ALICE, team=TEAM, kind=PersonKind.UNKNOWN))
    root = await talk.says(CARLA, FAILS)
    await talk.says(ALICE, "I'll send the report by 15:00.", thread=root)
    talk.directory.add(alice)
    await talk.passes(timedelta(minutes=5))

    assert (await talk.promise()).said_by == ALICE
    assert (await stored(talk, (await talk.promise()).lines[0])).line.side is Side.AGENT
