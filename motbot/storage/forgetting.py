"""Finds and erases what is held of somebody; every verb is a commit of its own that may be repeated."""

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Row, TextClause, bindparam, delete, select, text, update
from sqlalchemy.dialects.postgresql import ARRAY
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine
from sqlalchemy.types import BigInteger, Text

from motbot.domain.errors import BadInput
from motbot.domain.forgotten import Found, PostedMessage, Spoken, Whom
from motbot.domain.nudge import Place, WhisperState
from motbot.domain.proposed_case_making import thread_named
from motbot.ports.clock import Clock
from motbot.storage.clearing import Clearing
from motbot.storage.faults import passing_faults
from motbot.storage.forgetting_rest import erase_rest
from motbot.storage.outbox_rows import blank_whisper, hidden_whisper
from motbot.storage.partial_clearing import PartialClearing
from motbot.storage.tables import conversations, whispers

_PATIENCE = text("SELECT set_config('statement_timeout', '10min', true)")
"""Somebody who is looked for everywhere is found by reading everything."""

_ACCOUNTS = text("""
    SELECT DISTINCT value->'author'->>'user' AS account FROM lines
     WHERE value->'author'->>'team' = :org AND value->'author'->>'user' <> '' ORDER BY account
""")
_SPOKEN = text("""
    SELECT c.id, c.team, c.channel, c.root_ts,
        EXISTS (SELECT FROM lines l WHERE l.conversation = c.id AND l.value->'line'->>'author' = ANY(:accounts)
            AND l.value->'line'->>'side' IN ('customer', 'unknown'))
        AND NOT EXISTS (SELECT FROM lines l WHERE l.conversation = c.id AND l.value->'line'->>'author' <> ALL(:accounts)
            AND l.value->'line'->>'author' <> '' AND l.value->'line'->>'side' IN ('customer', 'unknown')) AS is_theirs
      FROM conversations c WHERE c.id IN (
        SELECT conversation FROM lines WHERE value->'line'->>'author' = ANY(:accounts)
            OR value->'author'->>'user' = ANY(:accounts)
        UNION SELECT id FROM conversations WHERE value->'customers' ?| CAST(:accounts AS text[])
            OR value->>'last_agent' = ANY(:accounts)
        UNION SELECT conversation FROM moments WHERE agent = ANY(:accounts) OR value->>'customer' = ANY(:accounts)
        UNION SELECT conversation FROM promises WHERE agent = ANY(:accounts) OR value->>'said_by' = ANY(:accounts))
     ORDER BY c.id
""").bindparams(bindparam("accounts", type_=ARRAY(Text)))

# Messages to them; of a moment of theirs, or of any in a conversation that is all theirs; of a promise of theirs; and
# those that tell a colleague that they ask for a request to be taken, had it, or have it.
_MESSAGES = text("""
    SELECT * FROM whispers w
     WHERE to_user = ANY(:accounts)
        OR value->'nudge'->'story'->>'giver' = ANY(:accounts) OR value->'nudge'->>'taker' = ANY(:accounts)
        OR (key LIKE 'gone:%' AND value->>'withdrawn' = 'true' AND state = 'trying' AND value->>'ts' <> '')
        OR moment IN (SELECT id FROM moments WHERE conversation = ANY(:theirs) OR value->>'customer' = ANY(:accounts))
        OR promises && ARRAY(SELECT p.id FROM promises p
            LEFT JOIN moments m ON m.id = CAST(p.value->>'moment' AS bigint)
            WHERE p.conversation = ANY(:theirs) OR p.agent = ANY(:accounts) OR p.value->>'said_by' = ANY(:accounts)
                OR m.value->>'customer' = ANY(:accounts))
        OR (value->'nudge'->>'$type' = 'sheet' AND CAST(value->'nudge'->>'review' AS bigint) IN (
            SELECT id FROM reviews WHERE conversation = ANY(:theirs || :others) OR agents && :accounts))
        OR moment IN (SELECT m.id FROM moments m WHERE m.conversation = ANY(:others) AND EXISTS (
            SELECT FROM lines l WHERE l.conversation = m.conversation AND l.value->'line'->>'author' = ANY(:accounts)
                AND m.value->'focus' ? l.ts))
     ORDER BY id FOR UPDATE
""").bindparams(
    bindparam("accounts", type_=ARRAY(Text)),
    bindparam("theirs", type_=ARRAY(BigInteger)),
    bindparam("others", type_=ARRAY(BigInteger)),
)
# A sheet holds the words of everybody in its conversation, also where the store did not know which one that was.
_SHEETS = text("""
    DELETE FROM reviews r USING conversations c WHERE c.id = :conversation AND (r.conversation = c.id OR (
        r.conversation = 0 AND r.team = c.team AND r.channel = c.channel
        AND c.root_ts IN (r.ts, r.value->>'thread_ts')))
""")
_OURS = text("SELECT EXISTS (SELECT FROM conversations WHERE team = :org)")
_LEFT = text("""
    SELECT count(*) FROM whispers WHERE value->>'withdrawn' = 'true' AND state NOT IN ('sent', 'refused')
        AND (value->>'ts' <> '' OR state IN ('trying', 'unsure'))
""")
_AT_WORK = text("SELECT id FROM procrastinate_jobs WHERE status = 'doing'")
_UNCERTAIN = (WhisperState.TRYING.value, WhisperState.UNSURE.value)


class PostgresForgetting:
    """Finds and erases what is held of somebody."""

    def __init__(self, *, engine: AsyncEngine, clock: Clock) -> None:
        """Take the database, waiting for the disk at each commit, and the clock."""
        self._engine = engine
        self._clock = clock

    async def find(self, whom: Whom) -> Found:
        """Who is meant, and where they are.

        Raises:
            BadInput: it is our own workspace.
        """
        with passing_faults():
            async with self._engine.begin() as connection:
                await connection.execute(_PATIENCE)
                if whom.org and (await connection.execute(_OURS, {"org": whom.org})).scalar_one():
                    raise BadInput(f"--customer-org: {whom.org} is your own workspace; name one person with --user")
                accounts = [whom.user] if whom.user else await _column(connection, _ACCOUNTS, {"org": whom.org})
                rows = (await connection.execute(_SPOKEN, {"accounts": accounts})).all()
        return Found(
            accounts=tuple(accounts),
            conversations=tuple(Spoken(conversation=row.id, is_theirs=row.is_theirs) for row in rows),
            threads=tuple(thread_named(row.team, row.channel, row.root_ts) for row in rows),
        )

    async def at_work(self) -> frozenset[int]:
        """Jobs that are under way in any process."""
        with passing_faults():
            async with self._engine.connect() as connection:
                return frozenset(await _column(connection, _AT_WORK, {}))

    async def hide_messages(self, found: Found) -> Sequence[PostedMessage]:
        """Erase what messages to them and about them say; gives those that Slack has."""
        wanted = {
            "accounts": list(found.accounts),
            "theirs": [one.conversation for one in found.conversations if one.is_theirs],
            "others": [one.conversation for one in found.conversations if not one.is_theirs],
        }
        with passing_faults():
            async with self._engine.begin() as connection:
                await connection.execute(_PATIENCE)
                rows = (await connection.execute(_MESSAGES, wanted)).all()
                return [posted for row in rows if (posted := await self._hidden(connection, row)) is not None]

    async def _hidden(self, connection: AsyncConnection, row: Row[Any]) -> PostedMessage | None:
        """Hide one: what was never sent goes at once, what may be on its way waits for the bot, which looks for it."""
        this = whispers.c.id == row.id
        ts, channel = row.value["ts"], row.value["channel"]
        if row.key.startswith("gone:") and row.state == WhisperState.SENT.value:
            return None
        is_gone = row.value["withdrawn"] and row.state == WhisperState.SENT.value and not ts
        if is_gone or (not ts and row.state not in _UNCERTAIN):
            await connection.execute(delete(whispers).where(this))
            return None
        wake_at = None if ts else self._clock.now()
        await connection.execute(update(whispers).where(this).values(hidden_whisper(row, wake_at=wake_at)))
        return PostedMessage(whisper=row.id, place=Place(channel=channel, ts=ts)) if ts else None

    async def leave_to_bot(self, ids: Collection[int]) -> None:
        """These are still in Slack: the running bot is to take them away."""
        await self._waking(ids, self._clock.now())

    async def left_to_bot(self) -> int:
        """How many messages wait for that."""
        with passing_faults():
            async with self._engine.connect() as connection:
                return int((await connection.execute(_LEFT)).scalar_one())

    async def drop_messages(self, ids: Collection[int]) -> None:
        """These are gone from Slack, or beyond our reach: of a card it is still counted that there was one."""
        with passing_faults():
            async with self._engine.begin() as connection:
                query = select(whispers).where(whispers.c.id.in_(ids)).with_for_update()
                for row in (await connection.execute(query)).all():
                    this = whispers.c.id == row.id
                    if row.value["nudge"]["$type"] == "card":
                        await connection.execute(update(whispers).where(this).values(blank_whisper(row)))
                    else:
                        await connection.execute(delete(whispers).where(this))

    async def clear(self, spoken: Spoken, accounts: Collection[str]) -> Mapping[str, int]:
        """Erase what a conversation holds of them, in a commit; gives how much of what."""
        with passing_faults():
            async with self._engine.begin() as connection:
                row = conversations.c.id == spoken.conversation
                await connection.execute(select(conversations.c.id).where(row).with_for_update())
                sheets = (await connection.execute(_SHEETS, {"conversation": spoken.conversation})).rowcount
                if spoken.is_theirs:
                    await Clearing(connection=connection, now=self._clock.now()).conversation(spoken.conversation)
                    return {"conversations": 1, "sheets": sheets}
                clearing = PartialClearing(connection=connection, now=self._clock.now())
                return {**await clearing.of_accounts(spoken.conversation, accounts), "sheets": sheets}

    async def erase_rest(self, whom: Whom, accounts: Collection[str]) -> Mapping[str, int]:
        """Erase them wherever they still stand."""
        with passing_faults():
            async with self._engine.begin() as connection:
                await connection.execute(_PATIENCE)
                return await erase_rest(connection, whom, accounts, at=self._clock.now())

    async def _waking(self, ids: Collection[int], at: datetime) -> None:
        with passing_faults():
            async with self._engine.begin() as connection:
                await connection.execute(update(whispers).where(whispers.c.id.in_(ids)).values(wake_at=at))


async def _column(connection: AsyncConnection, statement: TextClause, given: Mapping[str, object]) -> list[Any]:
    return list((await connection.execute(statement, given)).scalars())
