"""Tests of stored reviews."""

import asyncio
from dataclasses import fields, replace
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from sqlalchemy import text

from motbot.domain.language import Language
from motbot.domain.nudge import Place
from motbot.domain.review import Failure, Review, ReviewState
from motbot.domain.sheet import Sheet
from motbot.storage.database import Database
from motbot.storage.store import PostgresStore
from tests.fakes.any_review import REVIEWS, SHEETS
from tests.fakes.clock import T0
from tests.fakes.sheets import ASKED, CONTACT, LINES, SAID, SHEET, a_review, an_asked_review

MADE: dict[str, Any] = {"content": "c0ffee", "revision": "abc", "model": "m-1", "language": Language.EN}


async def test_a_review_gets_a_number_and_comes_back_as_it_was(store: PostgresStore) -> None:
    async with store.begin() as tx:
        asked = await tx.reviews.save(an_asked_review(wake_at=T0))
        ready = await tx.reviews.save(a_review())

    assert asked == replace(an_asked_review(wake_at=T0), id=asked.id)
    async with store.begin() as tx:
        assert await tx.reviews.get(asked.id) == asked
        assert await tx.reviews.get(ready.id) == ready
        assert await tx.reviews.get(ready.id + 1) is None


async def test_a_review_is_changed_in_its_place(store: PostgresStore) -> None:
    async with store.begin() as tx:
        asked = await tx.reviews.save(an_asked_review(wake_at=T0))
        failed = replace(asked, state=ReviewState.FAILED, failure=Failure.EMPTY, wake_at=None, version=1)
        assert await tx.reviews.save(failed) == failed

        assert await tx.reviews.look_up("T1") == [failed]


@given(review=REVIEWS)
@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
async def test_any_review_with_any_sheet_comes_back_as_it_was(store: PostgresStore, review: Review) -> None:
    async with store.begin() as tx:
        saved = await tx.reviews.save(review)
        agent = saved.agents[0] if saved.agents else ""

        assert await tx.reviews.get(saved.id) == replace(review, id=saved.id)
        assert await tx.reviews.look_up(saved.team, agent=agent, at_most=1) == [saved]


@given(sheet=SHEETS)
@settings(max_examples=30, suppress_health_check=[HealthCheck.function_scoped_fixture])
async def test_any_sheet_is_found_again_by_what_it_was_made_of(store: PostgresStore, sheet: Sheet) -> None:
    async with store.begin() as tx:
        saved = await tx.reviews.save(a_review(sheet=sheet))
        made = sheet.provenance
        words = {"content": sheet.content, "revision": made.revision, "model": made.model, "language": Language.EN}

        assert await tx.reviews.made_of("T1", **words) == saved  # type: ignore[arg-type] # by name


async def test_a_review_keeps_none_of_the_characters_the_database_refuses(store: PostgresStore) -> None:
    odd = "a\0b\ud800"
    sheet = replace(SHEET, content=odd, contacts=(replace(CONTACT, reason=odd, better=odd),))
    lines = (replace(LINES[0], text=odd),)
    async with store.begin() as tx:
        saved = await tx.reviews.save(replace(a_review(agents=(odd,), sheet=sheet), ts=odd, asked_by=odd, lines=lines))
        found = await tx.reviews.get(saved.id)
        by_place = await tx.reviews.look_up("T1", channel="C1", ts=odd, agent=odd, asked_by=odd)
        by_words = await tx.reviews.made_of("T1", **{**MADE, "content": odd})

    assert found is not None
    assert found.sheet is not None
    assert (found.ts, found.agents, found.lines[0].text, found.sheet.contacts[0].better) == (
        "a�b�",
        ("a�b�",),
        "a�b�",
        "a�b�",
    )
    assert by_place == [found]
    assert by_words == found


async def test_the_same_words_judged_by_the_same_coach_are_found_and_nothing_else_is(store: PostgresStore) -> None:
    other = replace(SHEET, provenance=replace(SHEET.provenance, revision="xyz"))
    async with store.begin() as tx:
        await tx.reviews.save(a_review())
        newest = await tx.reviews.save(a_review())
        await tx.reviews.save(a_review(sheet=other))
        await tx.reviews.save(replace(a_review(), team="T2"))
        await tx.reviews.save(replace(a_review(), language=Language.ZH))
        await tx.reviews.save(replace(a_review(), state=ReviewState.FAILED, failure=Failure.REFUSED))

        assert await tx.reviews.made_of("T1", **MADE) == newest
        for differs in ({"content": "x"}, {"revision": "x"}, {"model": "x"}):
            assert await tx.reviews.made_of("T1", **{**MADE, **differs}) is None
        assert await tx.reviews.made_of("T3", **MADE) is None


async def test_a_review_without_a_sheet_is_made_of_nothing(store: PostgresStore) -> None:
    async with store.begin() as tx:
        await tx.reviews.save(replace(a_review(), sheet=None))
        await tx.reviews.save(an_asked_review())

        assert await tx.reviews.made_of("T1", **MADE) is None


async def test_reviews_are_looked_up_by_place_agent_and_who_asked_the_newest_first(store: PostgresStore) -> None:
    async with store.begin() as tx:
        first = await tx.reviews.save(a_review())
        other_place = await tx.reviews.save(replace(a_review(), ts=ASKED))
        other_agent = await tx.reviews.save(a_review(agents=("UOTHER",)))
        other_asker = await tx.reviews.save(an_asked_review(asked_by="UAGENT"))
        other_channel = await tx.reviews.save(replace(a_review(agents=()), channel="C2"))
        await tx.reviews.save(replace(a_review(), team="T2"))

        look_up = tx.reviews.look_up
        assert await look_up("T1") == [other_channel, other_asker, other_agent, other_place, first]
        assert await look_up("T1", at_most=2) == [other_channel, other_asker]
        assert await look_up("T1", channel="C1") == [other_asker, other_agent, other_place, first]
        assert await look_up("T1", channel="C1", ts=SAID) == [other_asker, other_agent, first]
        assert await look_up("T1", agent="UAGENT") == [other_place, first]
        assert await look_up("T1", agent="UOTHER") == [other_agent, other_place, first]
        assert await look_up("T1", asked_by="UAGENT") == [other_asker]
        assert await look_up("T1", agent="UAGENT", asked_by="UAGENT") == []
        assert await look_up("T1", agent="UNOBODY") == []


async def test_looking_up_waits_for_nobody(store: PostgresStore) -> None:
    async with store.begin() as tx:
        saved = await tx.reviews.save(a_review())

    async with store.begin() as holder, store.begin() as reader:
        await holder.reviews.save(replace(saved, state=ReviewState.READING))
        assert await reader.reviews.look_up("T1") == [saved]
        assert await reader.reviews.made_of("T1", **MADE) == saved


async def test_who_has_read_a_review_changes_it_before_anybody_else_reads_it(store: PostgresStore) -> None:
    async with store.begin() as tx:
        saved = await tx.reviews.save(an_asked_review())

    async def count() -> None:
        async with store.begin() as tx:
            found = await tx.reviews.get(saved.id)
            assert found is not None
            await asyncio.sleep(0)
            await tx.reviews.save(replace(found, version=found.version + 1))

    await asyncio.gather(*(count() for _ in range(20)))

    async with store.begin() as tx:
        found = await tx.reviews.get(saved.id)
    assert found is not None
    assert found.version == 20


async def test_a_review_of_an_older_motbot_is_read_with_the_defaults_of_this_one(
    store: PostgresStore, database: Database
) -> None:
    bare = {"asked_by", "asked_at", "channel", "language", "team", "ts"}
    added = [one.name for one in fields(Review) if one.name not in bare]
    async with store.begin() as tx:
        saved = await tx.reviews.save(an_asked_review())
    async with database.engine.begin() as connection:
        without = text("UPDATE reviews SET value = value - CAST(:added AS text[]) || '{\"gone_field\": 1}'")
        await connection.execute(without, {"added": added})

    async with store.begin() as tx:
        found = await tx.reviews.get(saved.id)
    assert found == replace(saved, thread_ts="")
    assert found.place == Place(channel="C1", ts=SAID)


@pytest.mark.parametrize(
    ("index", "query"),
    [
        ("reviews_team_content_idx", "team = 'T' AND content = '77' AND revision = 'r' ORDER BY id DESC LIMIT 1"),
        ("reviews_team_channel_ts_idx", "team = 'T' AND channel = 'C' AND ts = '77' ORDER BY id DESC LIMIT 50"),
        ("reviews_agents_idx", "team = 'T' AND agents @> ARRAY['U7'] ORDER BY id DESC LIMIT 50"),
        ("reviews_team_asked_by_idx", "team = 'T' AND asked_by = 'L7' ORDER BY id DESC LIMIT 50"),
        ("reviews_asked_at_idx", "asked_at < now() - interval '1 day'"),
        ("reviews_ready_at_idx", "ready_at < now() - interval '1 day'"),
    ],
)
async def test_a_crowd_of_reviews_costs_an_index_lookup(database: Database, index: str, query: str) -> None:
    async with database.engine.begin() as connection:
        await connection.execute(
            text(
                "INSERT INTO reviews (team, channel, ts, conversation, asked_by, asked_at, agents, content, revision,"
                " model, language, state, ready_at, scores, value)"
                " SELECT 'T', 'C', n::text, n, 'L' || n % 1000, now() + make_interval(hours => n),"
                " ARRAY['U' || n % 1000], n::text, 'r', 'm', 'en', 'ready', now() + make_interval(hours => n), '{}',"
                " '{}' FROM generate_series(1, 10000) AS n"
            )
        )
        await connection.execute(text("ANALYZE reviews"))

        plan = f"EXPLAIN SELECT * FROM reviews WHERE {query}"  # noqa: S608 # fixed words
        assert index in "\n".join((await connection.execute(text(plan))).scalars())
