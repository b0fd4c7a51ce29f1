"""A scripted reviewer for tests: a real class for the port that judges each contact by the rule it is given."""

import asyncio
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace

from motbot.domain.contacts import Contact
from motbot.domain.errors import MotbotError
from motbot.domain.expectation import Expectation, ExpectationKind, Provenance
from motbot.domain.language import Language
from motbot.domain.message import ConversationView
from motbot.domain.promise import Promise
from motbot.domain.scoring import Depth, Facts, Fault, Mark, Quote, Seen, Step, ruled
from motbot.domain.sheet import ContactSheet, JudgedExpectation, Outcome, Reviewed

JudgeRule = Callable[[ConversationView, Contact], ContactSheet]


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """What a reviewer was asked."""

    view: ConversationView
    contacts: tuple[Contact, ...]
    expectations: tuple[Expectation, ...]
    promises: tuple[Promise, ...]
    language: Language


def by_tone(view: ConversationView, contact: Contact) -> ContactSheet:
    """Judge by the first words of ours: a bare "no" is a wall, all else answers; every word of theirs is a wish."""
    asked = [
        JudgedExpectation(
            expectation=Expectation(kind=ExpectationKind.EXPLICIT, text=line.text, quote=line.text, source=line.ts),
            outcome=Outcome.MET if contact.said else Outcome.MISSED,
        )
        for line in contact.asked
    ]
    bare = ContactSheet(
        number=contact.number,
        asked=tuple(line.ts for line in contact.asked),
        said=tuple(line.ts for line in contact.said),
        facts=Facts(depth=Depth.SILENT),
        expectations=tuple(asked),
    )
    if not contact.said:
        return bare
    first = contact.said[0]
    quote = Quote(ts=first.ts, words=first.text)
    is_wall = first.text.casefold().startswith("no")
    facts = Facts(faults=frozenset({Fault.WALL}) if is_wall else frozenset(), asked=len(asked), depth=Depth.ANSWERED)
    return replace(
        bare,
        facts=facts,
        evidence=(Seen(quote=quote, fault=Fault.WALL if is_wall else None),),
        overall=ruled(facts),
        reason="A bare no." if is_wall else "It answers.",
        marks=(Mark(step=Step.EXPLORE, score=-1 if is_wall else 1, behaviours=("E1",), quotes=(quote,), reason="So."),),
        better="Let me see what I can do, and tell you by noon.",
    )


class ScriptedReviewer:
    """Judges by a rule, counts, can be held back, and can fail.

    Attributes:
        asked: what it was asked, failed calls included.
        failures: raised one per call, first to last, before the rule is asked.
        down: raised on every call while it is set.
        most_at_once: how many calls were under way at the same time.
    """

    def __init__(
        self, *, rule: JudgeRule = by_tone, revision: str = "review-1", failures: Iterable[MotbotError] = ()
    ) -> None:
        """Take the rule, the revision, and what goes wrong first."""
        self.rule = rule
        self.asked: list[Question] = []
        self.failures = list(failures)
        self.down: MotbotError | None = None
        self.most_at_once = 0
        self._under_way = 0
        self._revision = revision
        self._gate = asyncio.Event()
        self._gate.set()

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

    async def review(
        self,
        view: ConversationView,
        *,
        contacts: Sequence[Contact],
        expectations: Sequence[Expectation],
        promises: Sequence[Promise],
        language: Language,
    ) -> Reviewed:
        """Judge each contact by the rule, or fail as scripted."""
        self.asked.append(
            Question(
                view=view,
                contacts=tuple(contacts),
                expectations=tuple(expectations),
                promises=tuple(promises),
                language=language,
            )
        )
        self._under_way += 1
        self.most_at_once = max(self.most_at_once, self._under_way)
        try:
            await asyncio.sleep(0)
            await self._gate.wait()
        finally:
            self._under_way -= 1
        if self.down:
            raise self.down
        if self.failures:
            raise self.failures.pop(0)
        parts = tuple(self.rule(view, one) for one in contacts)
        told = Provenance(
            coach="model", revision=self._revision, model="scripted", latency_ms=100, prompt_tokens=1000,
            completion_tokens=100,
        )  # fmt: skip
        return Reviewed(contacts=parts, provenance=told)
