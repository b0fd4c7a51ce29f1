"""What is taken off the end of a wish is a word by itself, never the end of another one."""

import pytest

from motbot.domain.expectation import ExpectationKind
from motbot.playbook.playbook import Playbook
from tests.playbook.talks import talk


@pytest.mark.parametrize(
    ("said", "wish"),
    [
        ("Can you check the notebook?", "notebook"),
        ("Can you move the piano?", "piano"),
        ("Please book the casino.", "casino"),
        ("Can you check both eyes?", "eyes"),
    ],
)
async def test_the_end_of_a_word_stays(playbook: Playbook, said: str, wish: str) -> None:
    found = await playbook.coach.assessor.assess(talk((0, "customer", said)))

    texts = [one.text for one in found.assessment.of_kind(ExpectationKind.EXPLICIT)]
    assert any(wish in text for text in texts), texts


@pytest.mark.parametrize("said", ["Can you send the invoice ok?", "Can you send the invoice, please?"])
async def test_a_word_that_only_asks_kindly_goes(playbook: Playbook, said: str) -> None:
    found = await playbook.coach.assessor.assess(talk((0, "customer", said)))

    (wish,) = found.assessment.of_kind(ExpectationKind.EXPLICIT)
    assert wish.text.endswith("invoice")
