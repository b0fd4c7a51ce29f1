"""A scripted coach for tests: real classes for the coach ports that answer by the rule they are given."""

import asyncio
from collections.abc import Callable, Iterable, Sequence
from datetime import datetime

from motbot.domain.errors import MotbotError
from motbot.domain.expectation import (
    Assessed,
    Assessment,
    Draft,
    Drafted,
    Expectation,
    ExpectationKind,
    NegativeType,
    Provenance,
    Urgency,
)
from motbot.domain.language import Language
from motbot.domain.message import ConversationView
from motbot.domain.promise import Mending, Promise
from motbot.domain.reading import Reading, ReadReply
from motbot.ports.coach import Coach

AssessRule = Callable[[ConversationView], Assessment]
DraftRule = Callable[[ConversationView, Assessment, Language], Draft]
ReadRule = Callable[[ConversationView, Sequence[Expectation], Sequence[Promise]], Reading]
"""From the view, what is expected and what is promised already."""
MendRule = Callable[[ConversationView, Promise, Mending, datetime | None], Draft]
"""From the view, the promise, the message that is wanted and the new time."""


def a_moment(view: ConversationView) -> Assessment:
    """Find one explicit expectation, the whole focus, at normal urgency: every customer message is a moment."""
    newest = view.focus_lines[-1]
    wanted = Expectation(kind=ExpectationKind.EXPLICIT, text=newest.text, quote=newest.text, source=newest.ts)
    return Assessment(is_moment=True, language=view.language, urgency=Urgency.NORMAL, expectations=(wanted,))


def no_moment(view: ConversationView) -> Assessment:
    """Say that every message is chit-chat."""
    return Assessment(is_moment=False, negative_type=NegativeType.CHIT_CHAT, language=view.language)


def a_reply(view: ConversationView, assessment: Assessment, language: Language) -> Draft:
    """Answer the same to everybody, in the customer's language."""
    texts = {Language.EN: "I am on it and report back by 17:00.", Language.ZH: "我来处理，17:00 前给您答复。"}
    return Draft(reply=texts[view.language], why="Offer")


def a_question(view: ConversationView, assessment: Assessment, language: Language) -> Draft:
    """Ask everybody the same about the outcome, in the customer's language."""
    texts = {Language.EN: "Does it do what you needed?", Language.ZH: "现在符合您的需要了吗？"}
    return Draft(reply=texts[view.language], why="Confirm")


def nothing_promised(view: ConversationView, expected: Sequence[Expectation], promised: Sequence[Promise]) -> Reading:
    """Find that our words promise nothing, deliver nothing and leave nothing open."""
    return Reading()


def an_honest_word(view: ConversationView, promise: Promise, mending: Mending, due: datetime | None) -> Draft:
    """Name the new time, or say that it cannot be done, in the customer's language."""
    time = f"{due:%Y-%m-%d %H:%M}" if due else ""
    texts = {
        (Mending.MOVE, Language.EN): f"It will be later than I said: {time}.",
        (Mending.MOVE, Language.ZH): f"会比我说的晚一些：{time}。",
        (Mending.CANNOT, Language.EN): "I have to tell you early: this cannot be done.",
        (Mending.CANNOT, Language.ZH): "得尽早告诉您：这件事做不到。",
    }
    return Draft(reply=texts[mending, view.language], why="Action")


class _Scripted:
    """What all of them have in common: they count, can be held back, and can fail.

    Attributes:
        seen: the views that were asked about, failed calls included.
        failures: raised one per call, first to last, before the rule is asked.
        down: raised on every call while it is set.
    """

    def __init__(self, revision: str, failures: Iterable[MotbotError]) -> None:
        self.seen: list[ConversationView] = []
        self.failures = list(failures)
        self.down: MotbotError | None = None
        self._gate = asyncio.Event()
        self._gate.set()
        self._revision = revision

    @property
    def revision(self) -> str:
        """As given."""
        return self._revision

    def hold(self) -> None:
        """Keep every answer back from now on."""
        self._gate.clear()

    def release(self) -> None:
        """Let what was held back go on."""
        self._gate.set()

    async def _asked(self, view: ConversationView) -> None:
        self.seen.append(view)
        await self._gate.wait()
        if self.down:
            raise self.down
        if self.failures:
            raise self.failures.pop(0)

    def _provenance(self) -> Provenance:
        return Provenance(coach="model", revision=self._revision, model="scripted")


class ScriptedAssessor(_Scripted):
    """Assesses by a rule; by default everything is a moment."""

    def __init__(
        self, *, rule: AssessRule = a_moment, revision: str = "assess-1", failures: Iterable[MotbotError] = ()
    ) -> None:
        super().__init__(revision, failures)
        self.rule = rule

    async def assess(self, view: ConversationView) -> Assessed:
        """Answer by the rule, or fail as scripted."""
        await self._asked(view)
        return Assessed(assessment=self.rule(view), provenance=self._provenance())


class ScriptedDrafter(_Scripted):
    """Drafts by a rule; by default the same reply for all."""

    def __init__(
        self, *, rule: DraftRule = a_reply, revision: str = "draft-1", failures: Iterable[MotbotError] = ()
    ) -> None:
        super().__init__(revision, failures)
        self.rule = rule

    async def draft(self, view: ConversationView, assessment: Assessment, language: Language) -> Drafted:
        """Answer by the rule, or fail as scripted."""
        await self._asked(view)
        return Drafted(draft=self.rule(view, assessment, language), provenance=self._provenance())


class ScriptedConfirmer(_Scripted):
    """Writes the Confirm question by a rule; by default the same for all."""

    def __init__(
        self, *, rule: DraftRule = a_question, revision: str = "confirm-1", failures: Iterable[MotbotError] = ()
    ) -> None:
        super().__init__(revision, failures)
        self.rule = rule

    async def confirm(self, view: ConversationView, assessment: Assessment, language: Language) -> Drafted:
        """Answer by the rule, or fail as scripted."""
        await self._asked(view)
        return Drafted(draft=self.rule(view, assessment, language), provenance=self._provenance())


class ScriptedReplyReader(_Scripted):
    """Reads our replies by a rule; by default it finds nothing in them."""

    def __init__(
        self, *, rule: ReadRule = nothing_promised, revision: str = "promises-1", failures: Iterable[MotbotError] = ()
    ) -> None:
        super().__init__(revision, failures)
        self.rule = rule

    async def read(
        self, view: ConversationView, *, expected: Sequence[Expectation], promised: Sequence[Promise]
    ) -> ReadReply:
        """Answer by the rule, or fail as scripted."""
        await self._asked(view)
        return ReadReply(reading=self.rule(view, expected, promised), provenance=self._provenance())


class ScriptedMender(_Scripted):
    """Writes the honest message by a rule; by default one that names the new time, or says no."""

    def __init__(
        self, *, rule: MendRule = an_honest_word, revision: str = "mend-1", failures: Iterable[MotbotError] = ()
    ) -> None:
        super().__init__(revision, failures)
        self.rule = rule

    async def mend(
        self, view: ConversationView, promise: Promise, *, mending: Mending, due: datetime | None, language: Language
    ) -> Drafted:
        """Answer by the rule, or fail as scripted."""
        await self._asked(view)
        return Drafted(draft=self.rule(view, promise, mending, due), provenance=self._provenance())


class ScriptedFirstLook:
    """First-look rules by the words they are given: a text that contains one of them matches."""

    def __init__(
        self,
        *,
        negatives: dict[str, NegativeType] | None = None,
        critical: Iterable[str] = (),
        promising: Iterable[str] = (),
        plain: Iterable[str] = (),
    ) -> None:
        self._negatives = negatives or {}
        self._critical = tuple(critical)
        self._promising = tuple(promising)
        self._plain = frozenset(plain)

    def certain_negative(self, view: ConversationView) -> NegativeType | None:
        """Give the type of the first word that the focus contains."""
        return next((kind for word, kind in self._negatives.items() if word in view.focus_text), None)

    def is_critical(self, text: str) -> bool:
        """Whether the text contains one of the critical words."""
        return any(word in text for word in self._critical)

    def promises(self, text: str) -> bool:
        """Whether the text contains one of the promising words."""
        return any(word in text for word in self._promising)

    def is_plain(self, view: ConversationView, *, expected: Sequence[Expectation], promised: Sequence[Promise]) -> bool:
        """Whether every word of our side in the focus is one of the plain ones."""
        said = [line.text for line in view.focus_lines if line.side.is_ours]
        return not promised and all(text in self._plain for text in said)


def scripted_coach(
    *,
    assess: AssessRule = a_moment,
    draft: DraftRule = a_reply,
    confirm: DraftRule = a_question,
    read: ReadRule = nothing_promised,
    mend: MendRule = an_honest_word,
) -> Coach:
    """Make a whole coach from its rules."""
    return Coach(
        assessor=ScriptedAssessor(rule=assess),
        drafter=ScriptedDrafter(rule=draft),
        confirmer=ScriptedConfirmer(rule=confirm),
        reply_reader=ScriptedReplyReader(rule=read),
        mender=ScriptedMender(rule=mend),
    )
