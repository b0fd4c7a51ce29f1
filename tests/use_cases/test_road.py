"""The road from a request to its card asks the database no more than it must: it is asked by everybody at once."""

from collections.abc import Awaitable, Callable

import pytest

from motbot.ports.jobs import JobKind
from tests.fakes.asked import asked
from tests.use_cases.talk import CARLA, Talk

AT_MOST = {
    JobKind.TAKE_EVENT: 6,
    JobKind.FOLLOW_CONVERSATION: 3,
    JobKind.COACH_MOMENT: 21,
    JobKind.DRAFT_REPLY: 14,
    JobKind.SEND_WHISPER: 5,
}
"""Statements of all jobs of a kind for one request, begin and end of a transaction not counted."""


async def test_a_request_asks_the_database_so_often_at_most(talk: Talk, monkeypatch: pytest.MonkeyPatch) -> None:
    counted = dict.fromkeys(talk.handlers, 0)

    def counting(kind: JobKind, work: Callable[[int], Awaitable[None]]) -> Callable[[int], Awaitable[None]]:
        async def count(subject: int) -> None:
            with asked(monkeypatch) as statements:
                await work(subject)
            counted[kind] += len([one for one in statements if one != ";"])

        return count

    talk.handlers = {kind: counting(kind, work) for kind, work in talk.handlers.items()}
    await talk.says(CARLA, "Could you add two seats to our plan?")
    await talk.passes()

    assert len(talk.messenger.messages) == 1
    assert {kind: often for kind, often in counted.items() if often > AT_MOST.get(kind, 0)} == {}
