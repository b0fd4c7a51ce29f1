"""`motbot prompts show` and `try`: a case's rendered prompts, and what the coach says of words just typed."""

import sys
from collections.abc import Mapping
from contextlib import AsyncExitStack
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from rich.console import Console
from rich.rule import Rule
from rich.text import Text

from motbot.catalogue import labelled, listed, say
from motbot.clock import SystemClock
from motbot.coaches import model_coaching, playbook_coaching
from motbot.domain.case import Case, Gold, GoldReply
from motbot.domain.errors import BadInput, ModelRefused
from motbot.domain.language import language_of
from motbot.domain.message import ConversationView, Line
from motbot.domain.people import Side
from motbot.domain.safe_text import without_hidden
from motbot.due_times import DueReader
from motbot.llm.asking import TemplateSource
from motbot.llm.client import Question
from motbot.llm.options import ModelOptions
from motbot.llm.recording import RecordingClient
from motbot.settings.loading import Settings
from motbot.transcripts.transcript import ts_of
from motbot.tuning.bench import drafts, open_bench
from motbot.tuning.cases import cases_of
from motbot.tuning.measuring import refuse_silence
from motbot.tuning.outputs import output_of_parts
from motbot.tuning.prediction_json import prediction_json
from motbot.tuning.running import results_of
from motbot.tuning.tables import failure
from motbot.tuning.wish import BenchWish, CasesWish
from motbot.use_cases.coaching import Coaching
from motbot.use_cases.predict import Part, Predict

_CUSTOMER, _AGENT = "U0CUSTOMER1", "U0AGENT1"


@dataclass(frozen=True, slots=True, kw_only=True)
class TryWish:
    """Words just typed, and how they are to be read."""

    text: str
    reply: str = ""
    """Our side's answer to them, to be read for promises and scored; empty for none."""
    facts: str = ""
    bench: BenchWish = field(default_factory=BenchWish)


async def show_prompts(settings: Settings, cases: CasesWish, wish: BenchWish) -> None:
    """Print every message that a model would be sent about the cases, a draft's by the playbook's assessment.

    Raises:
        BadInput: the cases, a prompt or the configuration cannot be used.
    """
    console = Console(file=sys.stdout, highlight=False)
    chosen = cases_of(settings, cases, Console(stderr=True, highlight=False))
    templates = await drafts(settings, wish, settings.config.model.name, wanted=wish.parts)
    standby = playbook_coaching(settings.prompts, settings.config)
    for case in chosen:
        for part in sorted(wish.parts, key=list(Part).index):
            for question in await questions_of(settings, templates, standby, case, part):
                _print(console, case, question)


async def questions_of(
    settings: Settings, templates: Mapping[str, TemplateSource], standby: Coaching, case: Case, part: Part
) -> list[Question[Any]]:
    """What a model would be asked about one part of a case; nothing where the case does not call for it."""
    config = settings.config
    options = ModelOptions(model=config.model.name, hide_personal_data=config.privacy.hide_personal_data)
    client = RecordingClient(options=options, clock=SystemClock())
    coaching = model_coaching(standby, client=client, templates=templates, config=config)
    if part is Part.ASSESS:
        await _refused(coaching, case)
    else:
        await Predict(
            coaching=replace(coaching, coach=replace(coaching.coach, assessor=standby.coach.assessor)),
            due_times=DueReader(conventions=config.due_conventions()),
            rules=config.review.to_domain(),
            within=config.reply_within.to_domain(),
            parts=frozenset({part}),
        )(case)
    await client.close()
    return client.questions


async def _refused(coaching: Coaching, case: Case) -> None:
    """Ask although certain rules might have answered."""
    try:
        await coaching.coach.assessor.assess(case.view)
    except ModelRefused:
        return


def _print(console: Console, case: Case, question: Question[Any]) -> None:
    sizes = say("characters: {system:,} and {user:,}", system=len(question.system), user=len(question.user))
    console.print(
        Rule(
            Text(
                say(
                    "{id}: {task}, revision {revision}, {sizes}",
                    id=case.id,
                    task=question.task,
                    revision=question.revision,
                    sizes=sizes,
                )
            )
        )
    )
    for role, text in (("system", question.system), ("user", question.user)):
        console.print(Text(f"[{role}]", "bold"))
        console.print(Text(without_hidden(text)), soft_wrap=True)


async def try_prompts(settings: Settings, wish: TryWish) -> None:
    """Print what the coach says of some words, as if they were the only ones of a conversation.

    Raises:
        BadInput: there are no words, or a prompt or the configuration cannot be used.
        Failed: nothing was answered.
    """
    if not wish.text.strip():
        raise BadInput(say("there are no words to try; put the customer's words in quotes"))
    case = typed_case(wish, now=SystemClock().now(), zone=ZoneInfo(settings.config.timezone))
    async with AsyncExitStack() as stack:
        bench = await open_bench(settings, wish.bench, stack)
        results = await results_of(bench, (case,))
    prediction = results[0].prediction
    console = Console(file=sys.stdout, highlight=False)
    made = listed(f"{task} {revision}" for task, revision in prediction.revisions)
    console.print(Rule(labelled(bench.coach, made)))
    failed = {one.task for one in prediction.failed}
    asked = wish.bench.parts if wish.reply else wish.bench.parts & {Part.ASSESS, Part.DRAFT}
    console.print(Text(output_of_parts(prediction_json(case, prediction), asked - failed)))
    for part in prediction.failed:
        console.print(Text(labelled(part.task, failure(part)), "red"))
    refuse_silence(results, bench.coach)


def typed_case(wish: TryWish, *, now: datetime, zone: ZoneInfo) -> Case:
    """Words just typed as a case without any label."""
    asked = _line(now, Side.CUSTOMER, _CUSTOMER, wish.text, zone)
    view = ConversationView(
        lines=(asked,),
        focus=(asked.ts,),
        now=asked.at,
        zone=zone,
        facts=wish.facts,
        default_language=language_of(wish.text),
        mentions_ours=frozenset({_AGENT}),
    )
    answered = _line(now + timedelta(minutes=1), Side.AGENT, _AGENT, wish.reply, zone)
    return Case(
        id="typed",
        language=view.language,
        view=view,
        names={_CUSTOMER: "customer", _AGENT: "agent"},
        gold=Gold(is_moment=True),
        reply=GoldReply(line=answered) if wish.reply.strip() else None,
    )


def _line(at: datetime, side: Side, author: str, text: str, zone: ZoneInfo) -> Line:
    return Line(ts=ts_of(int(at.timestamp() * 1_000_000)), at=at.astimezone(zone), side=side, author=author, text=text)
