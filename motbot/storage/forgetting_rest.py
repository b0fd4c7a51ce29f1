"""Erases an account, or a workspace, wherever it still stands once conversations and messages are seen to."""
# ruff: noqa: S608 - the statements are put together from our own words alone

from collections import Counter
from collections.abc import Collection, Mapping
from datetime import datetime

from sqlalchemy import bindparam, text
from sqlalchemy.dialects.postgresql import ARRAY
from sqlalchemy.ext.asyncio import AsyncConnection
from sqlalchemy.types import Text

from motbot.domain.forgotten import NOBODY, Whom

_ORPHAN = "review NOT IN (SELECT id FROM reviews)"
_THEIRS: Mapping[str, str] = {
    "sheets": "DELETE FROM reviews WHERE agents && :accounts",
    "marks": f"DELETE FROM ratings WHERE rater = ANY(:accounts) OR {_ORPHAN}",
    "remarks": f"DELETE FROM remarks WHERE user_id = ANY(:accounts) OR {_ORPHAN}",
    "marks_sent": f"DELETE FROM marks_sent WHERE rater = ANY(:accounts) OR {_ORPHAN}",
    "viewings": f"DELETE FROM viewings WHERE user_id = ANY(:accounts) OR {_ORPHAN}",
    "windows": f"DELETE FROM sheet_windows WHERE user_id = ANY(:accounts) OR {_ORPHAN}",
    "silences": "DELETE FROM mutes WHERE user_id = ANY(:accounts)",
    "settings": "DELETE FROM preferences WHERE user_id = ANY(:accounts)",
    "proposals": "DELETE FROM channel_knowledge WHERE user_id = ANY(:accounts) AND value->>'kind' = 'proposal'",
    # What they did and wrote goes; that a card was used, and how much of it, is counted without them.
    "acts": "UPDATE feedback SET user_id = '', value = value || jsonb_build_object('user', '', 'note', '', 'value',"
    " CASE value->>'act' WHEN 'draft' THEN value->>'value' ELSE '' END) WHERE user_id = ANY(:accounts)",
    "events": "DELETE FROM inbox WHERE done_at IS NULL AND (body->'event'->>'user' = ANY(:accounts)"
    " OR body->'event'->'message'->>'user' = ANY(:accounts) OR body->'user'->>'id' = ANY(:accounts))",
}
"""What is theirs, or about them alone."""

_NAMED: Mapping[str, str] = {
    "events": "UPDATE inbox SET body = '{}' WHERE done_at IS NOT NULL AND body::text ~ :word",
    "aside": "DELETE FROM inbox_aside WHERE body ~ :word",
    # What a coach answered cannot be told apart by person, and is kept against a crash alone.
    "answers": "DELETE FROM answers WHERE :word <> ''",
}

# A message that the bot is still to take away keeps what finds it.
_MUST_STAY = "value->>'withdrawn' = 'true' AND state NOT IN ('sent', 'refused') AND value->>'ts' = ''"
_DOCUMENTS: Mapping[str, tuple[str, str]] = {
    "inbox": ("body", "true"),
    "lines": ("value", "true"),
    "conversations": ("value", "true"),
    "moments": ("value", "true"),
    "promises": ("value", "true"),
    "verdicts": ("value", "true"),
    "feedback": ("value", "true"),
    "reviews": ("value", "true"),
    "ratings": ("value", "true"),
    "remarks": ("value", "true"),
    "channel_knowledge": ("value", "true"),
    "whispers": ("value", f"NOT ({_MUST_STAY})"),
    "procrastinate_jobs": ("args", "status <> 'doing'"),
}
"""Where they may still be mentioned: by a text of somebody else's, or in a list."""
_REDRAWN = """
    UPDATE whispers SET wake_at = :at,
           value = jsonb_set(value, '{version}', to_jsonb(CAST(value->>'version' AS bigint) + 1))
     WHERE value->>'nudge' ~ :word AND value->>'withdrawn' = 'false' AND state = 'sent'
"""
"""A colleague's message that names them: the running bot shows it anew."""
_COLUMNS = (
    "UPDATE moments SET agent = '' WHERE agent = ANY(:accounts)",
    "UPDATE moments SET customer = '' WHERE customer = ANY(:accounts)",
    "UPDATE channel_knowledge SET user_id = '' WHERE user_id = ANY(:accounts)",
    "UPDATE promises SET agent = '' WHERE agent = ANY(:accounts)",
    "UPDATE reviews SET asked_by = '' WHERE asked_by = ANY(:accounts)",
    f"UPDATE whispers SET to_user = '', key = 'gone:' || id WHERE key ~ :word AND NOT ({_MUST_STAY})",
    f"UPDATE whispers SET to_user = '' WHERE to_user = ANY(:accounts) AND NOT ({_MUST_STAY})",
    "UPDATE procrastinate_jobs SET lock = NULL WHERE lock ~ :word AND status <> 'doing'",
    "UPDATE prompts SET value = value || '{\"by\": \"\"}' WHERE value->>'by' = ANY(:accounts)",
    "UPDATE prompt_changes SET value = value || '{\"by\": \"\"}' WHERE value->>'by' = ANY(:accounts)",
)


async def erase_rest(
    connection: AsyncConnection, whom: Whom, accounts: Collection[str], *, at: datetime
) -> Mapping[str, int]:
    """Erase them; gives how much of what. What still names them in Slack is due to be shown anew."""
    names = "|".join(sorted({*accounts, whom.id}))
    given = {
        "accounts": sorted(accounts),
        # A word ends where neither a letter nor a digit of an id follows; a Chinese one may.
        "word": f"(?<![A-Za-z0-9])({names})(?![A-Za-z0-9])",
        "alone": f'"({names})"',
        "nobody": NOBODY,
        "at": at,
    }
    counts: Counter[str] = Counter()
    for name, statement in (*_THEIRS.items(), *_NAMED.items()):
        counts[name] += await _run(connection, statement, given)
    await _run(connection, _REDRAWN, given)
    for table, (column, wanted) in _DOCUMENTS.items():
        counts["mentions"] += await _run(connection, _without(table, column, wanted), given)
    for statement in _COLUMNS:
        await _run(connection, statement, given)
    return counts


def _without(table: str, column: str, wanted: str) -> str:
    """Empties a text that is them, and puts nobody where a text mentions them."""
    emptied = f"regexp_replace({column}::text, :alone, '\"\"', 'g')"
    return f"""
        UPDATE {table} SET {column} = CAST(regexp_replace({emptied}, :word, :nobody, 'g') AS jsonb)
         WHERE {column}::text ~ :word AND {wanted}
    """  # nosec B608


async def _run(connection: AsyncConnection, statement: str, given: Mapping[str, object]) -> int:
    ready = text(statement)
    named = {name: given[name] for name in ready.compile().params}
    if "accounts" in named:
        ready = ready.bindparams(bindparam("accounts", type_=ARRAY(Text)))
    return (await connection.execute(ready, named)).rowcount
