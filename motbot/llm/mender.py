"""The model as mender: writes the honest message for a promise that will not be kept as it was made."""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from motbot.catalogue.formats import name_in_english
from motbot.domain.expectation import Commitment, Draft, Drafted
from motbot.domain.grounding import occurs
from motbot.domain.language import Language
from motbot.domain.message import ConversationView
from motbot.domain.nudge import NudgeKind
from motbot.domain.promise import Mending, Promise
from motbot.llm.asking import TemplateSource, provenance_of
from motbot.llm.client import ModelClient
from motbot.llm.meanings import MENDINGS
from motbot.llm.prompt_files import Task
from motbot.llm.replying import ask_for_reply, naming_step
from motbot.llm.shapes import MendAnswer
from motbot.llm.transcript import SHARED_INPUTS, day_and_time, shared_inputs, transcript_of
from motbot.ports.due_times import DueTimes

_INPUTS = frozenset({"agent_language", "mending", "promise", "new_time"})
_SAME_TIME = timedelta(minutes=1)


def mend_task() -> Task:
    """What code fixes about the `mend` prompts."""
    fixed: dict[str, Any] = {f"{mending.value}_means": meaning for mending, meaning in MENDINGS.items()}
    return Task(name="mend", answer=MendAnswer, fixed=fixed, inputs=SHARED_INPUTS | _INPUTS)


class ModelMender:
    """Mends by a published `mend` prompt. The new time in the message is read back by code before anybody sees it."""

    def __init__(self, *, client: ModelClient, template: TemplateSource, due_times: DueTimes) -> None:
        self._client = client
        self._template = template
        self._due_times = due_times

    @property
    def revision(self) -> str:
        """Hash of prompt, parameters, answer shape and model."""
        return self._template().revision

    async def mend(
        self, view: ConversationView, promise: Promise, *, mending: Mending, due: datetime | None, language: Language
    ) -> Drafted:
        """Write the message; one that names another time than `due` is asked for once more, then refused."""
        template = self._template()
        moved_to = due if mending is Mending.MOVE else None
        transcript = transcript_of(view)
        inputs = shared_inputs(view, transcript) | {
            "agent_language": name_in_english(language),
            "mending": mending.value,
            "promise": _told(promise, view, moved_to, transcript.without_accounts),
            "new_time": _in_words(moved_to) if moved_to else "",
        }
        answer, replies = await ask_for_reply(
            self._client,
            template,
            inputs,
            MendAnswer,
            view.language,
            objection=self._objection(view, moved_to),
            share=view.channel,
        )
        draft = Draft(
            reply=answer.reply,
            why=naming_step(answer.why, NudgeKind.PROMISE, language),
            commitments=_commitments(promise, moved_to, answer),
        )
        return Drafted(draft=draft, provenance=provenance_of(template, *replies))

    def _objection(self, view: ConversationView, due: datetime | None) -> Callable[[MendAnswer], str]:
        """What is wrong with the time in an answer: a customer who is told another one is let down twice."""

        def objection(answer: MendAnswer) -> str:
            if due is None or self._names(answer, view, due):
                return ""
            return (
                f"The reply must name the new time, {_in_words(due)}, as a day and a clock time and no other new "
                "time, and `time_words` must copy those words from the reply."
            )

        return objection

    def _names(self, answer: MendAnswer, view: ConversationView, due: datetime) -> bool:
        if not occurs(answer.time_words, answer.reply):
            return False
        zone = due.tzinfo if isinstance(due.tzinfo, ZoneInfo) else view.zone
        read = self._due_times.resolve(answer.time_words, said_at=view.now, zone=zone).at
        return read is not None and abs(read - due) < _SAME_TIME


def _told(
    promise: Promise, view: ConversationView, moved_to: datetime | None, shown: Callable[[str], str]
) -> dict[str, Any]:
    """What is said of the promise. One that was moved already has its old time among those before."""
    before = [at for at in (*promise.moved_from, promise.due) if at is not None and at != moved_to]
    was_due = before[-1] if before else None
    return {
        "what": shown(promise.what),
        "words": shown(promise.words),
        "condition": shown(promise.condition),
        "due": _in_words(was_due.astimezone(view.zone)) if was_due else "",
        "is_late": was_due is not None and was_due <= view.now,
        "slipped_before": len(before) > 1,
        "reason": shown(promise.reason),
        "beyond": [{"rule": one.rule, "instead": one.instead} for one in promise.beyond],
    }


def _commitments(promise: Promise, moved_to: datetime | None, answer: MendAnswer) -> tuple[Commitment, ...]:
    if moved_to is None:
        return ()
    return (Commitment(who=promise.who or "agent", what=promise.what, due=moved_to, due_text=answer.time_words),)


def _in_words(at: datetime) -> str:
    name = at.tzinfo.key if isinstance(at.tzinfo, ZoneInfo) else at.tzname()
    return f"{day_and_time(at)} ({name})"
