"""The model as reader of our own replies: what they promise, what they deliver, what they leave unanswered."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any, TypeVar
from zoneinfo import ZoneInfo

from motbot.domain.due import DueConventions
from motbot.domain.expectation import Expectation, ExpectationKind
from motbot.domain.grounding import source_of
from motbot.domain.message import ConversationView, Line
from motbot.domain.promise import Promise
from motbot.domain.reading import Evidence, FoundPromise, Reading, ReadReply, Strength
from motbot.llm.asking import TemplateSource, ask, provenance_of
from motbot.llm.client import ModelClient
from motbot.llm.conventions import stated
from motbot.llm.due_words import with_their_day
from motbot.llm.local_times import local_time
from motbot.llm.meanings import NATURES, STRENGTHS, table
from motbot.llm.prompt_files import Task
from motbot.llm.shapes import AnsweredFound, DeliveredFound, Nature, PromisesAnswer, StatementFound
from motbot.llm.transcript import (
    SHARED_INPUTS,
    Transcript,
    day_and_time,
    shared_inputs,
    transcript_of,
    without_labels,
)
from motbot.ports.due_times import DueTimes

Shown = TypeVar("Shown")

_INPUTS = frozenset({"expected", "promised"})


def promises_task(*, conventions: DueConventions) -> Task:
    """What code fixes about the `promises` prompts; the model is told the conventions that the code reads times by."""
    fixed: dict[str, Any] = {
        "natures": table(NATURES),
        "strengths": table(STRENGTHS),
        "conventions": stated(conventions),
    }
    return Task(name="promises", answer=PromisesAnswer, fixed=fixed, inputs=SHARED_INPUTS | _INPUTS)


class ModelReplyReader:
    """Reads by a published `promises` prompt."""

    def __init__(self, *, client: ModelClient, template: TemplateSource, due_times: DueTimes) -> None:
        self._client = client
        self._template = template
        self._due_times = due_times

    @property
    def revision(self) -> str:
        """Hash of prompt, parameters, conventions, answer shape and model."""
        return self._template().revision

    async def read(
        self, view: ConversationView, *, expected: Sequence[Expectation], promised: Sequence[Promise]
    ) -> ReadReply:
        """Read the focus; guessed times are in the view's zone, which is to be the speaker's."""
        template = self._template()
        asked = _Asked(view, expected, promised)
        reply = await ask(self._client, template, asked.inputs(), PromisesAnswer, share=view.channel)
        reading, dropped = asked.reading_of(reply.answer)
        lines = {line.ts: line for line in view.lines}
        dated = tuple(self._dated(one, lines[one.source], view.zone) for one in reading.promises)
        reading = replace(reading, promises=dated)
        return ReadReply(reading=reading, provenance=provenance_of(template, reply, dropped=dropped))

    def _dated(self, one: FoundPromise, line: Line, zone: ZoneInfo) -> FoundPromise:
        """The same with the day that its due words leave out."""
        if one.due_guess is None or not one.due_words.strip():
            return one
        words = with_their_day(one.due_words, line, meant=one.due_guess, zone=zone, due_times=self._due_times)
        return replace(one, due_words=words)


class _Asked:
    """One question: what was shown under which label, and the way back from the answer's labels."""

    def __init__(self, view: ConversationView, expected: Sequence[Expectation], promised: Sequence[Promise]) -> None:
        explicit = [one for one in expected if one.kind is ExpectationKind.EXPLICIT]
        self._view = view
        self._transcript: Transcript = transcript_of(view)
        self._expected: Mapping[str, Expectation] = _labelled("E", explicit)
        self._promised: Mapping[str, Promise] = _labelled("P", promised)
        self._authors: Mapping[str, str] = {line.ts: line.author for line in view.lines}
        self._dropped: list[str] = []

    def inputs(self) -> dict[str, Any]:
        """Plain values for the prompt's user part."""
        shown = self._transcript.without_accounts
        return shared_inputs(self._view, self._transcript) | {
            "expected": [
                {"label": label, "text": one.text, "quote": shown(one.quote)} for label, one in self._expected.items()
            ],
            "promised": [
                {
                    "label": label,
                    "what": shown(one.what),
                    "words": shown(one.words),
                    "due": day_and_time(one.due.astimezone(self._view.zone)) if one.due else "",
                }
                for label, one in self._promised.items()
            ],
        }

    def reading_of(self, answer: PromisesAnswer) -> tuple[Reading, tuple[str, ...]]:
        """The answer in domain values, and why the rest of it was left out."""
        promises = [self._promise(one) for one in answer.statements]
        evidence = [self._evidence(one) for one in answer.delivered]
        reading = Reading(
            promises=tuple(one for one in promises if one is not None),
            unanswered=self._unanswered(answer.answered),
            evidence=tuple(one for one in evidence if one is not None),
        )
        return reading, tuple(self._dropped)

    def _promise(self, found: StatementFound) -> FoundPromise | None:
        if found.nature is not Nature.WILL_BE_DONE:
            self._dropped.append(f"no_promise_{found.nature}")
            return None
        words = without_labels(found.words)
        source = self._source(found.line, words)
        if not source:
            self._dropped.append("unknown_line")
            return None
        guess = local_time(found.due_local, self._view.zone)
        due_words = without_labels(found.due_words)
        # Firm words without any time are what the domain calls vague, whatever the model calls them.
        open_ended = found.strength is Strength.FIRM and not due_words.strip() and guess is None
        return FoundPromise(
            words=words,
            source=source,
            what=found.what,
            who=self._who(found.who, source),
            due_words=due_words,
            due_guess=guess,
            strength=Strength.VAGUE if open_ended else found.strength,
            condition=found.condition,
            repeats=self._repeated(found.repeats),
        )

    def _unanswered(self, found: Sequence[AnsweredFound]) -> tuple[str, ...]:
        """Marks of what the model says is open; what it passes over counts as answered: silence is the safer error."""
        verdicts: dict[str, bool] = {}
        for one in found:
            label = _plain(one.expectation)
            if label not in self._expected:
                self._dropped.append("unknown_expectation")
            else:
                verdicts[label] = verdicts.get(label, False) or one.answered
        return tuple(self._expected[label].mark for label, answered in verdicts.items() if not answered)

    def _evidence(self, found: DeliveredFound) -> Evidence | None:
        promise = self._promised.get(_plain(found.promise))
        if promise is None:
            self._dropped.append("unknown_promise")
            return None
        words = without_labels(found.quote)
        source = self._source(found.line, words)
        if not source:
            self._dropped.append("unknown_line")
            return None
        return Evidence(promise=promise.id, source=source, words=words)

    def _source(self, line: str, words: str) -> str:
        """The line that is named, else one of our own that holds the words; empty where there is none."""
        ours = (one for one in self._view.focus_lines if one.side.is_ours)
        return self._transcript.ts_of(line) or source_of(words, ours)

    def _who(self, label: str, source: str) -> str:
        """Whoever will do it, where it is somebody else than the speaker."""
        account = self._transcript.account_of(label.strip())
        return "" if account == self._authors[source] else account

    def _repeated(self, label: str) -> int:
        if not label.strip():
            return 0
        known = self._promised.get(_plain(label))
        if known is None:
            self._dropped.append("unknown_promise")
        return known.id if known else 0


def _labelled(letter: str, shown: Sequence[Shown]) -> dict[str, Shown]:
    return {f"{letter}{number}": one for number, one in enumerate(shown, 1)}


def _plain(label: str) -> str:
    return label.strip().upper()
