"""The message about a promise that slips is in the customer's language, names the new time, and no other."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from motbot.domain.due import DueKind, Resolved
from motbot.domain.errors import ModelRefused
from motbot.domain.expectation import Commitment, Drafted, Provenance
from motbot.domain.language import Language
from motbot.domain.limits import LimitKind, PromiseLimit
from motbot.domain.message import ConversationView
from motbot.domain.people import Side
from motbot.domain.promise import Mending, Promise, PromiseState
from motbot.domain.reading import Beyond, Strength
from motbot.llm.mender import ModelMender, mend_task
from motbot.llm.prompt_files import Task, Template
from tests.fakes import openai_server as fake
from tests.fakes.due_times import FakeDueTimes
from tests.llm.conftest import T0, AskingWith, a_line, a_view

TemplateOf = Callable[[Task], Template]
SHANGHAI = ZoneInfo("Asia/Shanghai")
OLD, NEW = T0.astimezone(SHANGHAI) + timedelta(hours=1), datetime(2026, 3, 3, 10, 0, tzinfo=SHANGHAI)
KNOWN = {
    "tomorrow at 10:00": Resolved(kind=DueKind.DEADLINE, at=NEW),
    "tomorrow at 11:00": Resolved(kind=DueKind.DEADLINE, at=NEW + timedelta(hours=1)),
    "soon": Resolved(kind=DueKind.VAGUE),
}
VIEW = a_view(
    a_line("1.0", "When do I get the lease copy?"),
    a_line("2.0", "Today by 18:00, <@U1>.", side=Side.AGENT, author="U2"),
    focus=("1.0",),
    facts="The archive opens at nine.",
    limits=(PromiseLimit(kind=LimitKind.LEGAL, words=("certified",), rule="No certified copies", instead="A scan"),),
)
COPY = Promise(
    team="T1",
    channel="C1",
    conversation=1,
    agent="U2",
    said_by="U2",
    lines=("2.0",),
    what="The lease copy",
    words="Today by 18:00, <@U1>",
    strength=Strength.FIRM,
    due=NEW,
    moved_from=(OLD,),
    state=PromiseState.MOVED,
    reason="<@U9> has the key",
    provenance=Provenance(coach="model", revision="r"),
    made_at=T0,
)
GOOD: dict[str, Any] = {
    "notes": "n",
    "reply": "The copy will not be there today. You have it tomorrow at 10:00. Does that work?",
    "time_words": "tomorrow at 10:00",
    "why": "told in time",
}
NO: dict[str, Any] = GOOD | {"reply": "I have to say no to a certified copy. Would a scan help?", "time_words": ""}


async def mended(
    asking: AskingWith,
    template_of: TemplateOf,
    *answers: dict[str, Any],
    promise: Promise = COPY,
    view: ConversationView = VIEW,
    mending: Mending = Mending.MOVE,
) -> tuple[Drafted, list[str]]:
    template = template_of(mend_task())
    async with asking(*map(fake.ok, answers)) as one:
        mender = ModelMender(client=one.client, template=lambda: template, due_times=FakeDueTimes(known=KNOWN))
        due = NEW if mending is Mending.MOVE else None
        result = await mender.mend(view, promise, mending=mending, due=due, language=Language.EN)
        assert result.provenance.revision == mender.revision
        return result, [sent["messages"][1]["content"] for sent in one.server.requests]


async def test_a_move_carries_the_new_time_as_its_only_promise(asking: AskingWith, template_of: TemplateOf) -> None:
    result, _ = await mended(asking, template_of, GOOD)

    assert result.draft.reply == GOOD["reply"]
    assert result.draft.why == "Action: told in time"
    assert result.draft.commitments == (
        Commitment(who="agent", what="The lease copy", due=NEW, due_text="tomorrow at 10:00"),
    )


async def test_the_model_is_told_how_the_promise_stands(asking: AskingWith, template_of: TemplateOf) -> None:
    _, [told] = await mended(asking, template_of, GOOD)

    assert "For: Mon 2026-03-02 18:00 (Asia/Shanghai), which is still ahead" in told
    assert "Write a `move` message. The new time is Tue 2026-03-03 10:00 (Asia/Shanghai)." in told
    assert all(words in told for words in ("The archive opens at nine.", "No certified copies", "A scan"))
    assert "@SOMEBODY NOT OF OURS has the key" in told
    assert "moved before" not in told
    assert not any(account in told for account in ("U1", "U2", "U9"))


@pytest.mark.parametrize(
    ("before", "told"),
    [((T0 - timedelta(hours=1),), "which is over"), ((T0 - timedelta(days=1), OLD), "It has been moved before.")],
)
async def test_a_time_that_is_over_or_a_second_slip_is_not_hidden(
    asking: AskingWith, template_of: TemplateOf, before: tuple[datetime, ...], told: str
) -> None:
    _, [prompt] = await mended(asking, template_of, GOOD, promise=replace(COPY, moved_from=before))

    assert told in prompt


@pytest.mark.parametrize(
    "wrong",
    [
        {"time_words": "tomorrow at 11:00", "reply": "You have it tomorrow at 11:00."},
        {"time_words": "tomorrow at 10:00", "reply": "You have it tomorrow."},
        {"time_words": "soon", "reply": "You have it soon."},
        {"time_words": "", "reply": "It will be later."},
    ],
)
async def test_another_time_than_the_new_one_is_asked_for_once_more_and_then_refused(
    asking: AskingWith, template_of: TemplateOf, wrong: dict[str, Any]
) -> None:
    result, prompts = await mended(asking, template_of, GOOD | wrong, GOOD)

    assert result.draft.reply == GOOD["reply"]
    assert "must name the new time, Tue 2026-03-03 10:00 (Asia/Shanghai)" in prompts[1]
    assert result.provenance.prompt_tokens == 200
    with pytest.raises(ModelRefused, match="what was asked for"):
        await mended(asking, template_of, GOOD | wrong)


async def test_a_message_in_another_language_is_refused_when_it_stays_so(
    asking: AskingWith, template_of: TemplateOf
) -> None:
    with pytest.raises(ModelRefused, match="customer's language"):
        await mended(asking, template_of, GOOD | {"reply": "明天十点给您。"})


async def test_a_no_promises_nothing_and_is_told_what_can_be_said_instead(
    asking: AskingWith, template_of: TemplateOf
) -> None:
    beyond = replace(
        COPY,
        due=OLD,
        moved_from=(),
        condition="the archive agrees",
        beyond=(Beyond(kind=LimitKind.LEGAL, rule="No copies to third persons", instead="A look on site"),),
    )

    result, [told] = await mended(asking, template_of, NO, promise=beyond, mending=Mending.CANNOT)

    assert (result.draft.reply, result.draft.commitments) == (NO["reply"], ())
    assert "Write a `cannot` message.\n" in told
    assert all(words in told for words in ("No copies to third persons", "A look on site", "the archive agrees"))
    assert "new time" not in told


async def test_a_promise_without_a_time_can_be_taken_back_too(asking: AskingWith, template_of: TemplateOf) -> None:
    dateless = replace(COPY, due=None, moved_from=(), reason="")

    result, [told] = await mended(asking, template_of, NO, promise=dateless, mending=Mending.CANNOT)

    assert result.draft.reply == NO["reply"]
    assert "For:" not in told
    assert "reason:" not in told
