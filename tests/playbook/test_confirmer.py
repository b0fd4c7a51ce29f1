"""The Confirm question: about the outcome, in the words of the moment itself."""

from motbot.domain.language import Language, language_of
from motbot.playbook import Playbook
from tests.playbook.talks import assess, says


async def test_the_confirm_question_is_made_of_the_moments_own_words(playbook: Playbook) -> None:
    view = says("Can you raise our limit to 5k?")
    draft = (await playbook.coach.confirmer.confirm(view, await assess(playbook, view), Language.ZH)).draft
    assert "raise your limit to 5k" in draft.reply
    assert draft.reply.endswith(("?", "."))
    assert language_of(draft.why) is Language.ZH
