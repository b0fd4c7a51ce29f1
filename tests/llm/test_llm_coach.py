"""The model's coach: its answers become domain values, and only as much as they carry."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from motbot.domain.due import DueConventions
from motbot.domain.errors import ModelRefused
from motbot.domain.expectation import Assessment, Expectation, ExpectationKind, NegativeType, SayNo, Signal, Urgency
from motbot.domain.language import Language
from motbot.domain.limits import LimitKind, PromiseLimit
from motbot.domain.people import Side
from motbot.llm.assessor import ModelAssessor, assess_task
from motbot.llm.confirmer import ModelConfirmer, confirm_task
from motbot.llm.drafter import ModelDrafter, draft_task
from motbot.llm.mender import ModelMender, mend_task
from motbot.llm.prompt_files import Task, Template
from motbot.llm.reply_reader import ModelReplyReader, promises_task
from motbot.ports.coach import Coach
from tests.fakes import openai_server as fake
from tests.fakes.due_times import FakeDueTimes
from tests.llm.conftest import AskingWith, a_line, a_view

TemplateOf = Callable[[Task], Template]
VIEW = a_view(
    a_line("1.0", "The lease copy, please"),
    a_line("2.0", "This afternoon.", side=Side.AGENT, author="U2"),
    a_line("3.0", "<@U2> still no lease copy?", addressed=("U2",)),
)
ZH_VIEW = a_view(a_line("1.0", "合同副本什么时候能给我？"))
UNSAID = {"cue": "asks again", "cue_from": "conversation", "line": "L3", "text": "A time", "benefit": "can plan"}
MOMENT: dict[str, Any] = {
    "notes": "n",
    "is_moment": True,
    "negative_type": None,
    "signals": ["broken_promise"],
    "explicit": [{"quote": "@OUR AGENT A still no lease copy?", "line": "L3", "text": "The lease copy"}],
    "unsaid": [
        UNSAID | {"text": "An idea", "told_back": "had_not_thought_of_it_good"},
        UNSAID | {"told_back": "yes_of_course"},
        UNSAID | {"told_back": "neither"},
        UNSAID | {"told_back": "yes_of_course", "cue_from": "general_knowledge"},
        UNSAID | {"told_back": "had_not_thought_of_it_good", "benefit": " "},
    ],
    "business_interests": [{"cue": "lease", "text": "Moves in"}, {"cue": "", "text": "Guess"}],
    "personal_interests": [],
    "urgency_reason": "late",
    "urgency": "high",
    "say_no_reason": "",
    "say_no": False,
    "say_no_what": "",
    "missing_fact": "which lease",
    "explore_questions": ["Which lease?"],
}
SILENT = MOMENT | {"is_moment": False, "negative_type": "fyi"}
DRAFT: dict[str, Any] = {
    "notes": "n",
    "step": "offer",
    "reply": "I send it by 18:00.",
    "promises": [{"who": "OUR AGENT A", "what": "Send", "due_text": "by 18:00", "due_local": "2026-03-02T18:00"}],
    "why": "names a time",
}
NOTHING_MISSING = Assessment(is_moment=True, urgency=Urgency.HIGH)


async def assessed(asking: AskingWith, template_of: TemplateOf, answer: dict[str, Any]) -> Any:
    template = template_of(assess_task())
    async with asking(fake.ok(answer)) as one:
        assessor = ModelAssessor(client=one.client, template=lambda: template)
        return await assessor.assess(VIEW), one.server.requests, assessor.revision


async def test_an_assessment_keeps_what_has_its_evidence(asking: AskingWith, template_of: TemplateOf) -> None:
    result, _, revision = await assessed(asking, template_of, MOMENT)

    found = result.assessment
    assert found.is_moment
    assert found.negative_type is None
    assert (found.urgency, found.reply_by, found.signals) == (Urgency.HIGH, None, (Signal.BROKEN_PROMISE,))
    assert found.expectations == (
        Expectation(kind=ExpectationKind.EXPLICIT, text="The lease copy", quote=" still no lease copy?", source="3.0"),
        Expectation(kind=ExpectationKind.IMPLICIT, text="A time", cue="asks again", source="3.0"),
        Expectation(kind=ExpectationKind.NOT_YET_EXISTING, text="An idea", cue="asks again", source="3.0"),
    )
    assert found.business_interests == ("Moves in",)
    assert found.missing_fact == "which lease"
    assert result.provenance.dropped == ("fails_nod_test", "general_knowledge", "no_benefit")
    assert (result.provenance.coach, result.provenance.revision) == ("model", revision)
    assert (result.provenance.model, result.provenance.cached_tokens) == ("fake-model-1", 64)


async def test_no_moment_carries_its_type_and_nothing_to_show(asking: AskingWith, template_of: TemplateOf) -> None:
    result, _, _ = await assessed(asking, template_of, SILENT)

    assert result.assessment.negative_type is NegativeType.FYI
    assert result.assessment.expectations == ()
    assert result.assessment.urgency is Urgency.NONE


async def test_the_system_message_never_changes_between_calls(asking: AskingWith, template_of: TemplateOf) -> None:
    template = template_of(assess_task())
    async with asking(fake.ok(MOMENT)) as one:
        assessor = ModelAssessor(client=one.client, template=lambda: template)
        await assessor.assess(VIEW)
        await assessor.assess(ZH_VIEW)

    first, second = (sent["messages"] for sent in one.server.requests)
    assert first[0] == second[0]
    assert first[1] != second[1]
    assert "U2" not in first[1]["content"]


async def test_a_promoted_template_answers_from_the_next_call(asking: AskingWith, template_of: TemplateOf) -> None:
    shipped = template_of(assess_task())
    published = [shipped]
    async with asking(fake.ok(MOMENT)) as one:
        assessor = ModelAssessor(client=one.client, template=lambda: published[0])
        before = assessor.revision
        text = _text_of(shipped).replace("You assist a coach.", "You help a coach.")
        published[0] = Template(text=text, source="new", task=assess_task(), model="m")

        after = (await assessor.assess(VIEW)).provenance.revision

    assert before != after == assessor.revision


def _text_of(template: Template) -> str:
    return Path(template.source).read_text(encoding="utf-8")


async def drafted(
    asking: AskingWith, template_of: TemplateOf, *answers: dict[str, Any], view: Any = VIEW, **more: Any
) -> Any:
    template = template_of(draft_task(conventions=DueConventions()))
    async with asking(*map(fake.ok, answers)) as one:
        drafter = ModelDrafter(client=one.client, template=lambda: template)
        given = more.get("assessment", NOTHING_MISSING)
        return await drafter.draft(view, given, more.get("language", Language.EN)), one.server.requests


async def test_a_draft_carries_its_promises_in_the_channels_zone(asking: AskingWith, template_of: TemplateOf) -> None:
    result, _ = await drafted(asking, template_of, DRAFT)

    [promise] = result.draft.commitments
    assert result.draft.reply == "I send it by 18:00."
    assert (promise.who, promise.what, promise.due_text) == ("U2", "Send", "by 18:00")
    assert promise.due == datetime(2026, 3, 2, 18, 0, tzinfo=ZoneInfo("Asia/Shanghai"))


@pytest.mark.parametrize("local", ["", "tomorrow", "7261-26-67T06:80", "9999999-01-01"])
async def test_a_due_time_that_is_none_is_left_out(asking: AskingWith, template_of: TemplateOf, local: str) -> None:
    promise = DRAFT["promises"][0] | {"due_local": local, "who": ""}

    result, _ = await drafted(asking, template_of, DRAFT | {"promises": [promise]})

    assert (result.draft.commitments[0].due, result.draft.commitments[0].who) == (None, "agent")


@pytest.mark.parametrize(
    ("why", "language", "shown"),
    [
        ("names a time", Language.EN, "Offer: names a time"),
        ("An offer with\na time", Language.EN, "An offer with a time"),
        ("给出时间", Language.ZH, "提议：给出时间"),
        ("names a time", Language.ZH, "提议"),
        ("", Language.EN, "Offer"),
    ],
)
async def test_why_names_the_step_in_the_agents_language(
    asking: AskingWith, template_of: TemplateOf, why: str, language: Language, shown: str
) -> None:
    result, _ = await drafted(asking, template_of, DRAFT | {"why": why}, language=language)

    assert result.draft.why == shown


async def test_a_reply_that_asks_for_a_missing_fact_is_the_explore_step(
    asking: AskingWith, template_of: TemplateOf
) -> None:
    missing = Assessment(is_moment=True, urgency=Urgency.HIGH, missing_fact="which lease")

    result, requests = await drafted(asking, template_of, DRAFT, assessment=missing)

    assert result.draft.why == "Explore: names a time"
    assert "which lease" in requests[0]["messages"][1]["content"]


async def test_a_reply_in_the_wrong_language_is_asked_for_once_more(
    asking: AskingWith, template_of: TemplateOf
) -> None:
    result, requests = await drafted(asking, template_of, DRAFT, DRAFT | {"reply": "18:00 前发您。"}, view=ZH_VIEW)

    assert result.draft.reply == "18:00 前发您。"
    assert requests[1]["messages"][1]["content"].endswith("must be written in Chinese, and must not be empty.\n")
    assert result.provenance.prompt_tokens == 200


@pytest.mark.parametrize("reply", ["我马上发。", "  "])
async def test_a_reply_that_stays_unusable_is_refused(asking: AskingWith, template_of: TemplateOf, reply: str) -> None:
    with pytest.raises(ModelRefused, match="customer's language"):
        await drafted(asking, template_of, DRAFT | {"reply": reply})


async def test_the_draft_is_told_the_checked_assessment(asking: AskingWith, template_of: TemplateOf) -> None:
    found = (
        Expectation(kind=ExpectationKind.EXPLICIT, text="The lease copy", quote="lease copy", source="3.0"),
        Expectation(kind=ExpectationKind.NOT_YET_EXISTING, text="An idea", cue="a fact"),
    )
    assessment = Assessment(
        is_moment=True,
        urgency=Urgency.HIGH,
        reply_by=datetime(2026, 3, 2, 10, 0, tzinfo=ZoneInfo("UTC")),
        expectations=found,
        signals=(Signal.ANGER,),
    )

    _, requests = await drafted(asking, template_of, DRAFT, assessment=assessment)

    told = requests[0]["messages"][1]["content"]
    assert all(words in told for words in ("The lease copy", "An idea", "a fact", "anger", "after 2026-03-02 18:00"))
    assert "Say no to" not in told


async def test_the_draft_is_told_what_must_not_be_promised(asking: AskingWith, template_of: TemplateOf) -> None:
    limit = PromiseLimit(kind=LimitKind.SLA, words=("within",), rule="No repair within an hour", instead="Two hours")

    _, requests = await drafted(asking, template_of, DRAFT, view=replace(VIEW, limits=(limit,)))

    told = requests[0]["messages"][1]["content"]
    assert all(words in told for words in ("No repair within an hour", "instead: ", "Two hours"))


async def test_a_confirm_question_is_told_what_went_unsaid_and_what_was_refused(
    asking: AskingWith, template_of: TemplateOf
) -> None:
    template = template_of(confirm_task())
    found = (
        Expectation(kind=ExpectationKind.EXPLICIT, text="The lease copy", quote="lease copy", source="3.0"),
        Expectation(kind=ExpectationKind.IMPLICIT, text="In time for the bank", cue="the bank asks"),
    )
    async with asking(fake.ok({"notes": "n", "reply": "Did the bank take it?", "why": "checks"})) as one:
        confirmer = ModelConfirmer(client=one.client, template=lambda: template)
        refused = SayNo(value=True, what="A key for the roof")
        await confirmer.confirm(VIEW, Assessment(is_moment=True, expectations=found, say_no=refused), Language.EN)

        told = one.server.requests[0]["messages"][1]["content"]

    said, unsaid = told.index("- Said: "), told.index("- Unsaid: ")
    assert said < told.index("The lease copy", said) < unsaid < told.index("In time for the bank")
    assert told.index("said no to: ") < told.index("A key for the roof")


async def test_a_confirm_question_is_in_the_customers_language(asking: AskingWith, template_of: TemplateOf) -> None:
    template = template_of(confirm_task())
    answer = {"notes": "n", "reply": "合同副本收到了吗？还缺什么？", "why": "checks the copy"}
    async with asking(fake.ok(answer)) as one:
        confirmer = ModelConfirmer(client=one.client, template=lambda: template)
        task = draft_task(conventions=DueConventions())
        coach = Coach(
            assessor=ModelAssessor(client=one.client, template=lambda: template_of(assess_task())),
            drafter=ModelDrafter(client=one.client, template=lambda: template_of(task)),
            confirmer=confirmer,
            reply_reader=ModelReplyReader(
                client=one.client,
                template=lambda: template_of(promises_task(conventions=DueConventions())),
                due_times=FakeDueTimes(known={}),
            ),
            mender=ModelMender(
                client=one.client, template=lambda: template_of(mend_task()), due_times=FakeDueTimes(known={})
            ),
        )
        result = await coach.confirmer.confirm(ZH_VIEW, NOTHING_MISSING, Language.EN)

    assert result.draft.reply == "合同副本收到了吗？还缺什么？"
    assert result.draft.why == "Confirm: checks the copy"
    assert result.provenance.revision == confirmer.revision


async def test_a_conversation_that_cannot_be_rendered_is_refused(asking: AskingWith) -> None:
    text = (
        '---\nid: assess\nversion: "1"\ntask: assess\ninputs:\n  lines: x\n---\n# system\ns\n# user\n'
        "{% for a in lines %}{% for b in lines %}{{ a.text }}{% endfor %}{% endfor %}\n"
    )
    template = Template(text=text, source="wide.md", task=assess_task(), model="m")
    view = a_view(*(a_line(f"{n:02}.0", "x" * 500) for n in range(40)))
    async with asking(fake.ok(MOMENT)) as one:
        with pytest.raises(ModelRefused, match=r"wide\.md:11: .* more than 60000"):
            await ModelAssessor(client=one.client, template=lambda: template).assess(view)

    assert one.server.requests == []
