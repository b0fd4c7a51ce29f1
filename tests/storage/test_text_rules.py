"""Every text that is stored has a rule that ends its time."""

from sqlalchemy import text

from motbot.domain.retention import Kind
from motbot.storage.database import Database
from motbot.storage.store import PostgresStore
from motbot.storage.text_rules import TEXT_RULES
from tests.fakes.everything import CANARY, fill, holding

_TEXTS = text("""
    SELECT table_name, column_name FROM information_schema.columns
     WHERE table_schema = 'public' AND data_type IN ('text', 'character varying', 'character', 'json', 'jsonb', 'ARRAY')
        AND NOT (data_type = 'ARRAY' AND udt_name LIKE '\\_int%')
""")


async def test_a_column_that_holds_text_has_a_rule(database: Database) -> None:
    async with database.engine.connect() as connection:
        stored = {(row.table_name, row.column_name) for row in await connection.execute(_TEXTS)}

    ruled = {(table, column) for table, rule in TEXT_RULES.items() for column in (*rule.words, *rule.ours)}
    assert stored == ruled


async def test_every_table_that_may_hold_words_is_filled_by_the_tests_that_look_for_them(
    database: Database, store: PostgresStore
) -> None:
    await fill(database, store)

    ends = {name for name, rule in TEXT_RULES.items() if rule.words and rule.kind is not Kind.OURS}
    assert await holding(database, CANARY) == ends


def test_a_column_is_words_or_ours_and_not_both() -> None:
    assert [name for name, rule in TEXT_RULES.items() if rule.ours & rule.words.keys()] == []
