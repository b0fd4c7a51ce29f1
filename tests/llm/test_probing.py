"""The probe tells a server that enforces a schema from one that passes over it."""

import pytest

from motbot.domain.errors import ModelUnavailable
from motbot.llm.options import StructuredMode
from motbot.llm.probing import probe
from tests.fakes import openai_server as fake
from tests.llm.conftest import AskingWith


@pytest.mark.parametrize(("word", "obeys"), [("kestrel-4127", True), ("hello", False)])
async def test_the_word_of_the_schema_shows_whether_it_was_read(asking: AskingWith, word: str, *, obeys: bool) -> None:
    async with asking(fake.ok({"word": word})) as one:
        probed = await probe(one.client)

    assert (probed.obeys_schema, probed.mode) == (obeys, StructuredMode.JSON_SCHEMA)
    assert "kestrel" not in str(one.server.requests[0]["messages"])


async def test_a_server_that_is_away_is_told_as_such(asking: AskingWith) -> None:
    async with asking(fake.error(503)) as one:
        with pytest.raises(ModelUnavailable):
            await probe(one.client)
