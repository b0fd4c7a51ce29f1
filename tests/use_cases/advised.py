"""People who ask to be coached, in a talk: on words they type, and on messages that they point at."""

from collections.abc import AsyncIterator

from sqlalchemy import text

from motbot.domain.advice import Advice
from motbot.domain.nudge import Place
from motbot.domain.policy import Pace, ReplyWithin
from motbot.ports.coach import Coach
from motbot.use_cases.advising import Advising
from motbot.use_cases.coach_this import CoachThis
from motbot.use_cases.coaching import Coaching
from motbot.use_cases.read_thread import ReadThread
from motbot.use_cases.try_words import TryWords
from motbot.use_cases.whispering import Whispering
from tests.fakes.coach import (
    ScriptedAssessor,
    ScriptedConfirmer,
    ScriptedDrafter,
    ScriptedFirstLook,
    ScriptedMender,
    ScriptedReplyReader,
)
from tests.fakes.reviewer import ScriptedReviewer
from tests.scenarios.town import the_playbook
from tests.use_cases.talk import SUPPORT, Talk

KEEPING = ("answers", "conversations", "feedback", "inbox", "lines", "moments", "verdicts", "whispers")


class Advised:
    """A talk, and advice in it by a scripted model with the playbook behind it."""

    def __init__(self, talk: Talk, *, within: float = 5.0, has_model: bool = True) -> None:
        self.talk = talk
        self.assessor, self.drafter = ScriptedAssessor(), ScriptedDrafter()
        self.first_look = ScriptedFirstLook()
        playbook = the_playbook().coach
        model = Coach(
            assessor=self.assessor,
            drafter=self.drafter,
            confirmer=ScriptedConfirmer(),
            reply_reader=ScriptedReplyReader(),
            mender=ScriptedMender(),
        )
        reviewer = ScriptedReviewer()
        self.chosen: list[str] = []
        coaching = Coaching(
            coach=model if has_model else playbook,
            fallback=playbook,
            first_look=self.first_look,
            reviewer=reviewer,
            fallback_reviewer=reviewer,
        )

        def choose(key: str) -> Coaching:
            self.chosen.append(key)
            return coaching

        advising = Advising(
            store=talk.store,
            clock=talk.clock,
            coaching=Coaching(
                coach=coaching.coach,
                fallback=playbook,
                first_look=self.first_look,
                reviewer=reviewer,
                fallback_reviewer=reviewer,
                chosen=choose,
            ),
            reply_within=ReplyWithin(),
            within=within,
        )
        self._try_words = TryWords(directory=talk.directory, clock=talk.clock, advising=advising)
        self._coach_this = CoachThis(
            store=talk.store,
            directory=talk.directory,
            read_thread=ReadThread(store=talk.store, directory=talk.directory, threads=talk.threads, clock=talk.clock),
            advising=advising,
            whispering=Whispering(clock=talk.clock),
            pace=Pace(),
        )

    async def tries(self, user: str, words: str) -> list[Advice]:
        """Somebody types words; every piece of advice they see, in order."""
        return await _all(self._try_words(user=user, words=words))

    async def points(
        self, user: str, ts: str, *, channel: str = SUPPORT, thread: str = "", author: str = ""
    ) -> list[Advice]:
        """Somebody points at a message, likewise."""
        place = Place(channel=channel, ts=ts, thread_ts=thread)
        return await _all(self._coach_this(user=user, place=place, author=author))

    async def kept(self) -> dict[str, int]:
        """How many rows there are of all that could keep a word."""
        async with self.talk.engine.connect() as connection:
            counts = [await connection.execute(text(f"SELECT count(*) FROM {one}")) for one in KEEPING]  # noqa: S608 # of a test's own
            return {one: int(count.scalar_one()) for one, count in zip(KEEPING, counts, strict=True)}


async def _all(advice: AsyncIterator[Advice]) -> list[Advice]:
    return [one async for one in advice]
