"""The Confirm question: about the outcome, in the words of the moment itself."""

import re

import pytest

from motbot.domain.language import Language, language_of
from motbot.playbook import Playbook
from tests.playbook.promised import read
from tests.playbook.talks import assess, says, talk


async def test_the_confirm_question_is_made_of_the_moments_own_words(playbook: Playbook) -> None:
    view = says("Can you raise our limit to 5k?")
    draft = (await playbook.coach.confirmer.confirm(view, await assess(playbook, view), Language.ZH)).draft
    assert "raise your limit to 5k" in draft.reply
    assert draft.reply.endswith(("?", "."))
    assert language_of(draft.why) is Language.ZH


@pytest.mark.parametrize(
    ("text", "outcome", "unspoken", "progress"),
    [
        ("The export fails and I need it before my 10:30 board call", "board call", "in time", "hoped"),
        ("导出一直失败，今天下午两点前要用", "导出", "赶上", "希望|期望"),
    ],
)
async def test_the_outcome_what_went_unsaid_and_the_progress_are_asked_after(
    playbook: Playbook, text: str, outcome: str, unspoken: str, progress: str
) -> None:
    view = says(text)
    told = (await playbook.coach.confirmer.confirm(view, await assess(playbook, view), Language.EN)).draft.reply
    assert told.index(outcome) < told.index(unspoken)
    assert re.search(progress, told)


@pytest.mark.parametrize("text", ["Can you raise our limit to 5k?", "麻烦把发票抬头改一下"])
async def test_asking_after_the_outcome_promises_nothing_new(playbook: Playbook, text: str) -> None:
    view = says(text)
    told = (await playbook.coach.confirmer.confirm(view, await assess(playbook, view), Language.EN)).draft.reply
    assert (await read(playbook, talk((0, "customer", text), (60, "agent", told)))).promises == ()
