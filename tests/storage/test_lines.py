"""Tests of what is said: stored once, changed by edits, erased by deletes."""

from dataclasses import replace

from motbot.domain.moment import Stage
from motbot.domain.people import Side
from motbot.ports.records import KnownLine
from motbot.storage.lines import NEWEST_AT_MOST
from motbot.storage.store import PostgresStore
from tests.fakes.samples import a_line, a_moment


async def test_a_message_comes_back_as_it_was_stored(store: PostgresStore) -> None:
    line = replace(a_line(), thread_ts="1772442000.000000", verdict=3)

    async with store.begin() as tx:
        assert await tx.lines.put(line)

    async with store.begin() as tx:
        assert await tx.lines.get("T1", "C1", line.line.ts) == line


async def test_the_same_message_again_is_nothing_new(store: PostgresStore) -> None:
    async with store.begin() as tx:
        await tx.lines.put(a_line())

        assert not await tx.lines.put(a_line())


async def test_a_newer_text_takes_the_place_of_the_older(store: PostgresStore) -> None:
    newer = a_line(text="不用了")
    async with store.begin() as tx:
        await tx.lines.put(a_line())

        assert await tx.lines.put(newer)
        assert await tx.lines.get("T1", "C1", newer.line.ts) == newer


async def test_a_removed_message_keeps_its_place_without_its_text(store: PostgresStore) -> None:
    line = a_line()
    async with store.begin() as tx:
        await tx.lines.put(line)
        await tx.lines.remove("T1", "C1", line.line.ts)

        assert await tx.lines.get("T1", "C1", line.line.ts) == replace(
            line, line=replace(line.line, text=""), removed=True
        )


async def test_removing_what_was_never_there_is_fine(store: PostgresStore) -> None:
    async with store.begin() as tx:
        await tx.lines.remove("T1", "C1", "1.0")

        assert await tx.lines.get("T1", "C1", "1.0") is None


async def test_a_conversation_gives_its_newest_lines_oldest_first(store: PostgresStore) -> None:
    stamps = [f"17724420{number:02}.{number:06}" for number in range(NEWEST_AT_MOST + 5)]
    stamps.sort()
    async with store.begin() as tx:
        for ts in reversed(stamps):
            await tx.lines.put(a_line(ts, conversation=7))
        await tx.lines.put(a_line("1772442999.000000", conversation=8))

        found = await tx.lines.of_conversation(7)

    assert [one.line.ts for one in found] == stamps[5:]


async def test_judged_lines_carry_their_verdict(store: PostgresStore) -> None:
    async with store.begin() as tx:
        for ts in ("1.0", "2.0", "3.0"):
            await tx.lines.put(a_line(ts))
        await tx.lines.mark_judged("T1", "C1", ("1.0", "3.0"), 42)

        found = await tx.lines.of_conversation(1)

    assert [(one.line.ts, one.verdict) for one in found] == [("1.0", 42), ("2.0", 0), ("3.0", 42)]


async def test_judging_nothing_is_fine(store: PostgresStore) -> None:
    async with store.begin() as tx:
        await tx.lines.put(a_line())
        await tx.lines.mark_judged("T1", "C1", (), 42)

        assert [one.verdict for one in await tx.lines.of_conversation(1)] == [0]


async def test_the_newest_message_of_a_channel_is_known(store: PostgresStore) -> None:
    async with store.begin() as tx:
        await tx.lines.put(a_line("1772442000.000200"))
        await tx.lines.put(a_line("1772442000.000100"))

        assert await tx.lines.newest_ts("T1", "C1") == "1772442000.000200"
        assert await tx.lines.newest_ts("T1", "C2") == ""
        assert await tx.lines.newest_ts("T2", "C1") == ""


async def test_what_is_known_of_a_channel_is_what_was_said_since_and_whatever_is_open(store: PostgresStore) -> None:
    async with store.begin() as tx:
        for moment in (a_moment(conversation=5), a_moment(conversation=6, stage=Stage.CLOSED)):
            await tx.moments.save(moment)
        for ts, conversation in (("1772440000.000100", 5), ("1772440000.000200", 6), ("1772442000.000100", 7)):
            await tx.lines.put(a_line(ts, conversation=conversation))
        await tx.lines.put(replace(a_line("1772442000.000200", conversation=7), thread_ts="1772442000.000100"))
        await tx.lines.put(a_line("1772442000.000300", conversation=7))
        await tx.lines.remove("T1", "C1", "1772442000.000300")

        assert await tx.lines.known("T1", "C1", "1772441000.000000") == [
            KnownLine(ts="1772440000.000100", is_open=True),
            KnownLine(ts="1772442000.000100"),
            KnownLine(ts="1772442000.000200", thread_ts="1772442000.000100"),
        ]
        assert await tx.lines.known("T1", "C2", "1772441000.000000") == []


async def test_lines_that_were_read_for_promises_say_so(store: PostgresStore) -> None:
    async with store.begin() as tx:
        for ts in ("1.0", "2.0", "3.0"):
            await tx.lines.put(a_line(ts, "at three"))
        await tx.lines.mark_read("T1", "C1", {"1.0": "at three", "3.0": "at three"})

        found = await tx.lines.of_conversation(1)
        assert [(one.line.ts, one.read) for one in found] == [("1.0", True), ("2.0", False), ("3.0", True)]
        assert await tx.lines.get("T1", "C1", "3.0") == found[2]


async def test_a_line_whose_text_has_changed_while_it_was_read_is_unread(store: PostgresStore) -> None:
    async with store.begin() as tx:
        await tx.lines.put(a_line("1.0", "at three"))
        await tx.lines.put(a_line("1.0", "at four"))
        await tx.lines.mark_read("T1", "C1", {"1.0": "at three"})

        assert [one.read for one in await tx.lines.of_conversation(1)] == [False]


async def test_a_newer_text_of_a_read_line_is_unread_whatever_its_writer_thinks(store: PostgresStore) -> None:
    async with store.begin() as tx:
        await tx.lines.put(a_line("1.0", "at three"))
        await tx.lines.mark_read("T1", "C1", {"1.0": "at three"})

        assert await tx.lines.put(replace(a_line("1.0", "at four"), read=True))
        assert [one.read for one in await tx.lines.of_conversation(1)] == [False]


async def test_the_same_text_again_stays_read_and_is_nothing_new(store: PostgresStore) -> None:
    async with store.begin() as tx:
        await tx.lines.put(a_line("1.0", "at three"))
        await tx.lines.mark_read("T1", "C1", {"1.0": "at three"})

        assert not await tx.lines.put(a_line("1.0", "at three"))
        assert await tx.lines.put(replace(a_line("1.0", "at three"), verdict=4))
        assert [(one.read, one.verdict) for one in await tx.lines.of_conversation(1)] == [(True, 4)]


async def test_a_line_that_turns_out_to_be_ours_is_read_again(store: PostgresStore) -> None:
    unknown = a_line("1.0", "at three")
    async with store.begin() as tx:
        await tx.lines.put(unknown)
        await tx.lines.mark_read("T1", "C1", {"1.0": "at three"})

        assert await tx.lines.put(replace(unknown, line=replace(unknown.line, side=Side.AGENT)))
        assert [one.read for one in await tx.lines.of_conversation(1)] == [False]


async def test_a_line_can_be_stored_as_read(store: PostgresStore) -> None:
    async with store.begin() as tx:
        await tx.lines.put(a_line("1.0"))

        assert await tx.lines.put(replace(a_line("1.0"), read=True))
        assert not await tx.lines.put(replace(a_line("1.0"), read=True))
        assert [one.read for one in await tx.lines.of_conversation(1)] == [True]


async def test_a_text_that_was_taken_back_while_it_was_read_counts_as_unread(store: PostgresStore) -> None:
    async with store.begin() as tx:
        await tx.lines.put(a_line("1.0", "at three"))
        await tx.lines.remove("T1", "C1", "1.0")
        await tx.lines.mark_read("T1", "C1", {"1.0": "at three"})

        assert [(one.read, one.removed) for one in await tx.lines.of_conversation(1)] == [(False, True)]


async def test_reading_nothing_or_what_was_never_there_is_fine(store: PostgresStore) -> None:
    async with store.begin() as tx:
        await tx.lines.put(a_line("1.0"))
        await tx.lines.mark_read("T1", "C1", {})
        await tx.lines.mark_read("T1", "C1", {"9.0": "a\0b"})

        assert [one.read for one in await tx.lines.of_conversation(1)] == [False]
