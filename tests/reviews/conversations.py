"""Conversations as files hold them, and coaches for the tests of reviews at the machine."""

from collections.abc import Sequence
from contextlib import AsyncExitStack
from pathlib import Path

from pydantic import SecretStr

from motbot.clock import SystemClock
from motbot.coaches import coaching_of
from motbot.domain.contacts import Contact
from motbot.domain.expectation import Expectation
from motbot.domain.language import Language
from motbot.domain.message import ConversationView
from motbot.domain.promise import Promise
from motbot.domain.sheet import Reviewed
from motbot.settings.loading import SlackAccess, load_playground_settings
from motbot.storage.database import Url
from motbot.use_cases.coaching import Coaching
from motbot.wiring import Wiring

CHAT = """\
# customer: Mia Chen
Mia Chen: Hi @Tom, our order 1001 hasn't arrived, can you check where it is?
Tom: It went out at noon, @Mia Chen, and I'll tell you by 15:00 whether it is there.
Mia Chen: Perfect, thanks!
"""
DIALOGUES = (
    '{"id": "one", "lang": "en", "messages": [{"t": 0, "by": "customer", "text": "Can you send the invoice today?"},'
    ' {"t": 60, "by": "agent", "text": "Sure, you have it by 15:00."}]}\n'
    '{"id": "二", "lang": "zh", "messages": [{"t": 0, "by": "customer", "text": "发票今天能发吗？"},'
    ' {"t": 60, "by": "agent", "text": "好的，下午三点前发给您。"}]}\n'
)


async def offline() -> Coaching:
    """The playbook as it ships."""
    settings = load_playground_settings({})
    wiring = Wiring(
        config=settings.config,
        prompts=settings.prompts,
        source=Url(text="postgresql://nowhere"),
        slack=SlackAccess(bot_token=SecretStr("")),
        policies=(),
        clock=SystemClock(),
    )
    async with AsyncExitStack() as stack:
        return await coaching_of(wiring, stack)


def written(folder: Path, text: str, name: str = "chat.txt") -> Path:
    """A file that holds the text."""
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


class Away:
    """A reviewer that fails, as a model does that cannot be reached or will not judge."""

    def __init__(self, error: Exception) -> None:
        self._error = error

    @property
    def revision(self) -> str:
        return "away"

    async def review(
        self,
        view: ConversationView,
        *,
        contacts: Sequence[Contact],
        expectations: Sequence[Expectation],
        promises: Sequence[Promise],
        language: Language,
    ) -> Reviewed:
        """Raise what it was given."""
        raise self._error
