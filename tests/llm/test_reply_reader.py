"""What a model reads in our replies becomes promises, open questions and deliveries, and only what can be mapped."""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from motbot.domain.due import DueConventions
from motbot.domain.expectation import Expectation, ExpectationKind, Provenance
from motbot.domain.message import ConversationView
from motbot.domain.people import Side
from motbot.domain.promise import Promise
from motbot.domain.reading import Evidence, FoundPromise, ReadReply, Strength
from motbot.due_times import DueReader
from motbot.llm.prompt_files import Task, Template
from motbot.llm.reply_reader import ModelReplyReader, promises_task
from motbot.llm.shapes import Nature
from motbot.ports.due_times import DueTimes
from tests.fakes import openai_server as fake
from tests.fakes.due_times import FakeDueTimes
from tests.llm.conftest import T0, AskingWith, a_line, a_view

TemplateOf = Callable[[Task], Template]
SHANGHAI = ZoneInfo("Asia/Shanghai")
VIEW = a_view(
    a_line("1.0", "Could I have the floor plan and a price?"),
    a_line("2.0", "<@U1> you get the plan today, <@U3> sends the price by 18:00.", side=Side.AGENT, author="U2"),
    a_line("3.0", "Here are the photos", side=Side.COLLEAGUE, author="U3", files=2),
    focus=("1.0", "2.0", "3.0"),
)
EXPECTED = (
    Expectation(kind=ExpectationKind.EXPLICIT, text="The floor plan", quote="the floor plan", source="1.0"),
    Expectation(kind=ExpectationKind.IMPLICIT, text="It is to scale", cue="a plan"),
    Expectation(kind=ExpectationKind.EXPLICIT, text="A price", quote="a price", source="1.0"),
)
PHOTOS = Promise(
    id=41,
    team="T1",
    channel="C1",
    conversation=1,
    agent="U2",
    said_by="U2",
    lines=("0.5",),
    what="Photos for <@U1>",
    words="<@U1> gets photos",
    strength=Strength.FIRM,
    due=T0 + timedelta(hours=1),
    provenance=Provenance(coach="model", revision="r"),
    made_at=T0,
)
STATEMENT: dict[str, Any] = {
    "words": "you get the plan today",
    "line": "L2",
    "nature": "will_be_done",
    "what": "The floor plan",
    "who": "",
    "due_words": "today",
    "due_local": "2026-03-02T18:00",
    "condition": "",
    "strength": "firm",
    "repeats": "",
}
NO_TIMES = FakeDueTimes(known={})
NOTHING: dict[str, Any] = {"notes": "n", "statements": [], "answered": [], "delivered": []}


async def read(
    asking: AskingWith,
    template_of: TemplateOf,
    *,
    view: ConversationView = VIEW,
    due_times: DueTimes = NO_TIMES,
    **answer: Any,
) -> tuple[ReadReply, list[dict[str, Any]]]:
    template = template_of(promises_task(conventions=DueConventions()))
    async with asking(fake.ok(NOTHING | answer)) as one:
        reader = ModelReplyReader(client=one.client, template=lambda: template, due_times=due_times)
        found = await reader.read(view, expected=EXPECTED, promised=(PHOTOS,))
        assert found.provenance.revision == reader.revision
        return found, one.server.requests


async def test_a_promise_is_found_with_its_line_and_the_models_own_time(
    asking: AskingWith, template_of: TemplateOf
) -> None:
    found, _ = await read(asking, template_of, statements=[STATEMENT])

    assert found.reading.promises == (
        FoundPromise(
            words="you get the plan today",
            source="2.0",
            what="The floor plan",
            due_words="today",
            due_guess=datetime(2026, 3, 2, 18, 0, tzinfo=SHANGHAI),
            strength=Strength.FIRM,
        ),
    )
    assert found.provenance.dropped == ()


@pytest.mark.parametrize("nature", [nature for nature in Nature if nature is not Nature.WILL_BE_DONE])
async def test_what_the_model_itself_calls_something_else_is_no_promise(
    asking: AskingWith, template_of: TemplateOf, nature: Nature
) -> None:
    found, _ = await read(asking, template_of, statements=[STATEMENT | {"nature": nature.value}])

    assert found.reading.promises == ()
    assert found.provenance.dropped == (f"no_promise_{nature.value}",)


@pytest.mark.parametrize(
    ("who", "shown"),
    [("", ""), ("OUR AGENT A", ""), ("our colleague a", "U3"), ("the warehouse", "the warehouse")],
)
async def test_only_somebody_else_than_the_speaker_is_named(
    asking: AskingWith, template_of: TemplateOf, who: str, shown: str
) -> None:
    found, _ = await read(asking, template_of, statements=[STATEMENT | {"who": who}])

    assert found.reading.promises[0].who == shown


@pytest.mark.parametrize(
    ("local", "guess"),
    [
        ("", None),
        ("soon", None),
        ("2026-13-45T99:00", None),
        ("2026-03-02T18:00", datetime(2026, 3, 2, 10, 0, tzinfo=ZoneInfo("UTC"))),
        ("2026-03-02T09:00-05:00", datetime(2026, 3, 2, 14, 0, tzinfo=ZoneInfo("UTC"))),
    ],
)
async def test_a_guessed_time_is_in_the_speakers_zone_unless_it_names_another(
    asking: AskingWith, template_of: TemplateOf, local: str, guess: datetime | None
) -> None:
    found, _ = await read(asking, template_of, statements=[STATEMENT | {"due_local": local}])

    assert found.reading.promises[0].due_guess == guess


@pytest.mark.parametrize(
    ("given", "strength"),
    [
        ({"strength": "Firm", "due_words": "", "due_local": ""}, Strength.VAGUE),
        ({"strength": "firm", "due_words": "", "due_local": "2026-03-02T18:00"}, Strength.FIRM),
        ({"strength": "firm", "due_words": "today", "due_local": ""}, Strength.FIRM),
        ({"strength": "conditional", "condition": "their yes", "due_words": "", "due_local": ""}, Strength.CONDITIONAL),
        ({"strength": None}, Strength.VAGUE),
    ],
)
async def test_words_without_any_time_are_never_firm(
    asking: AskingWith, template_of: TemplateOf, given: dict[str, Any], strength: Strength
) -> None:
    found, _ = await read(asking, template_of, statements=[STATEMENT | given])

    assert found.reading.promises[0].strength is strength


async def test_an_hour_gets_back_its_day_where_the_line_and_the_model_name_it(
    asking: AskingWith, template_of: TemplateOf
) -> None:
    said = "On Thursday we go through it, and you get the plan by 10:00."
    view = a_view(a_line("1.0", "A plan?"), a_line("2.0", said, side=Side.AGENT, author="U2"), focus=("1.0", "2.0"))
    stated = STATEMENT | {"words": "you get the plan by 10:00", "due_words": "by 10:00"}
    reader = DueReader(conventions=DueConventions())

    meant, other = [
        (await read(asking, template_of, view=view, due_times=reader, statements=[stated | {"due_local": local}]))[0]
        for local in ("2026-03-05T10:00", "2026-03-06T10:00")
    ]

    assert meant.reading.promises[0].due_words == "On Thursday we go through it, and you get the plan by 10:00"
    assert other.reading.promises[0].due_words == "by 10:00"


async def test_words_that_span_a_mention_keep_the_part_that_was_written(
    asking: AskingWith, template_of: TemplateOf
) -> None:
    words = "@OUR COLLEAGUE A sends the price by 18:00"

    found, _ = await read(asking, template_of, statements=[STATEMENT | {"words": words}])

    assert found.reading.promises[0].words == " sends the price by 18:00"


@pytest.mark.parametrize(("line", "source"), [("L9", "2.0"), ("", "2.0"), ("l2", "2.0")])
async def test_a_line_is_found_by_its_words_where_the_label_is_wrong(
    asking: AskingWith, template_of: TemplateOf, line: str, source: str
) -> None:
    found, _ = await read(asking, template_of, statements=[STATEMENT | {"line": line}])

    assert found.reading.promises[0].source == source


async def test_what_stands_in_no_line_is_dropped(asking: AskingWith, template_of: TemplateOf) -> None:
    nowhere = STATEMENT | {"line": "L9", "words": "the moon by noon"}
    theirs = STATEMENT | {"line": "", "words": "Could I have the floor plan"}

    found, _ = await read(asking, template_of, statements=[nowhere, theirs])

    assert found.reading.promises == ()
    assert found.provenance.dropped == ("unknown_line", "unknown_line")


@pytest.mark.parametrize(
    ("repeats", "promise", "dropped"), [("P1", 41, ()), (" p1", 41, ()), ("", 0, ()), ("P2", 0, ("unknown_promise",))]
)
async def test_a_repetition_names_the_promise_it_repeats(
    asking: AskingWith, template_of: TemplateOf, repeats: str, promise: int, dropped: tuple[str, ...]
) -> None:
    found, _ = await read(asking, template_of, statements=[STATEMENT | {"repeats": repeats}])

    assert found.reading.promises[0].repeats == promise
    assert found.provenance.dropped == dropped


async def test_only_an_explicit_expectation_that_is_said_to_be_open_is_unanswered(
    asking: AskingWith, template_of: TemplateOf
) -> None:
    answered = [
        {"expectation": "E1", "quote": "you get the plan today", "answered": True},
        {"expectation": "e2", "quote": "", "answered": False},
        {"expectation": "E3", "quote": "", "answered": False},
    ]

    found, _ = await read(asking, template_of, answered=answered)

    assert found.reading.unanswered == (EXPECTED[2].mark,)
    assert found.provenance.dropped == ("unknown_expectation",)


async def test_an_expectation_that_is_passed_over_or_judged_both_ways_counts_as_answered(
    asking: AskingWith, template_of: TemplateOf
) -> None:
    answered = [{"expectation": "E2", "quote": "", "answered": open_} for open_ in (False, True)]

    found, _ = await read(asking, template_of, answered=answered)

    assert found.reading.unanswered == ()


async def test_a_delivery_names_the_promise_and_may_be_a_file_alone(
    asking: AskingWith, template_of: TemplateOf
) -> None:
    delivered = [
        {"quote": "Here are the photos", "line": "L3", "promise": "P1"},
        {"quote": "", "line": "L3", "promise": "P1"},
        {"quote": "", "line": "", "promise": "P1"},
        {"quote": "Here are the photos", "line": "L3", "promise": "P7"},
    ]

    found, _ = await read(asking, template_of, delivered=delivered)

    assert found.reading.evidence == (
        Evidence(promise=41, source="3.0", words="Here are the photos"),
        Evidence(promise=41, source="3.0"),
    )
    assert found.provenance.dropped == ("unknown_line", "unknown_promise")


async def test_the_model_sees_labels_files_and_times_and_no_account(
    asking: AskingWith, template_of: TemplateOf
) -> None:
    _, requests = await read(asking, template_of)

    told = requests[0]["messages"][1]["content"]
    assert "L3 OUR COLLEAGUE A, Mon 2026-03-02 17:00, with 2 files, READ:" in told
    assert "L1 CUSTOMER A, Mon 2026-03-02 17:00:\n" in told
    assert "due Mon 2026-03-02 18:00" in told
    assert "@CUSTOMER A gets photos" in told
    assert all(words in told for words in ("E1:", "The floor plan", "E2:", "A price", "P1:"))
    assert "to scale" not in told
    assert not any(account in told for account in ("U1", "U2", "U3"))


async def test_the_system_message_never_changes_between_calls(asking: AskingWith, template_of: TemplateOf) -> None:
    _, first = await read(asking, template_of)
    _, second = await read(asking, template_of, view=a_view(a_line("1.0", "明天给您", side=Side.AGENT, author="U2")))

    assert first[0]["messages"][0] == second[0]["messages"][0]
    assert first[0]["messages"][1] != second[0]["messages"][1]
