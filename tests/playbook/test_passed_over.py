"""A draft says back what is new, and behind it what an answer of ours has passed over."""

from dataclasses import replace

import pytest

from motbot.domain.expectation import ExpectationKind
from motbot.domain.language import Language
from motbot.playbook import Playbook
from tests.playbook.talks import assess, says, talk


@pytest.mark.parametrize(
    ("asked", "ours", "then", "said"),
    [
        (
            "Can you swap the projector in hall 2? And we'd like a refund for yesterday's session.",
            "We've put a new projector in hall 2.",
            "The new projector hums loudly",
            "the new projector hums loudly, and you need a refund for yesterday's session.",
        ),
        (
            "二号厅的投影仪能换一台吗？另外昨晚的房费请退给我们。",
            "二号厅的投影仪已经换好了。",
            "新投影仪一直响",
            "新投影仪一直响，您需要我们把昨晚的房费退给您这边。",
        ),
    ],
)
async def test_what_was_passed_over_is_said_back_behind_the_new_words(
    playbook: Playbook, asked: str, ours: str, then: str, said: str
) -> None:
    first = (await assess(playbook, says(asked))).of_kind(ExpectationKind.EXPLICIT)[-1]
    view = talk((0, "customer", asked), (20, "agent", ours), (40, "customer", then))
    found = await assess(playbook, view)
    open_still = replace(found, expectations=(*found.expectations, first))

    drafted = await playbook.coach.drafter.draft(view, open_still, Language.EN)
    assert said in drafted.draft.reply
