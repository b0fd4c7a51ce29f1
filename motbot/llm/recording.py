"""Notes what a model would be asked, and asks nobody: for showing prompts as they are sent."""

from typing import Any

from typing_extensions import override

from motbot.catalogue import say
from motbot.domain.errors import ModelRefused
from motbot.llm.answers import Answer
from motbot.llm.client import ModelClient, Question, Reply
from motbot.llm.options import ModelOptions
from motbot.ports.clock import Clock


class RecordingClient(ModelClient):
    """Keeps every question, in order, and refuses to answer."""

    def __init__(self, *, options: ModelOptions, clock: Clock) -> None:
        """Take what a model would be asked with; nothing is ever sent there."""
        super().__init__(options=options, clock=clock)
        self.questions: list[Question[Any]] = []

    @override
    async def ask(self, question: Question[Answer]) -> Reply[Answer]:
        """Keep it. Always raises ModelRefused."""
        self.questions.append(question)
        raise ModelRefused(say("Nobody was asked: the question was only to be shown."))
