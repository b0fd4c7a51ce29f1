"""What the model client promises about every way in which a server can answer."""

import asyncio

import pytest
from pydantic import BaseModel

from motbot.domain.errors import ModelRefused, ModelUnavailable
from motbot.llm.client import Question
from tests.fakes import openai_server as fake
from tests.llm.conftest import AskingWith


class Colour(BaseModel):
    name: str
    shade: int


RED = {"name": "red", "shade": 3}
QUESTION = Question(task="assess", revision="r1", system="You name colours.", user="Which?", answer=Colour)


async def test_a_good_answer_comes_with_what_it_took(asking: AskingWith) -> None:
    async with asking(fake.ok(RED)) as one:
        reply = await one.client.ask(QUESTION)

    assert reply.answer == Colour(name="red", shade=3)
    assert (reply.prompt_tokens, reply.cached_tokens, reply.completion_tokens) == (100, 64, 20)
    assert reply.model == "fake-model-1"
    assert reply.latency_ms >= 0


async def test_the_request_holds_system_user_schema_and_limit(asking: AskingWith) -> None:
    async with asking(fake.ok(RED), max_output=700) as one:
        await one.client.ask(QUESTION)

    [sent] = one.server.requests
    assert sent["messages"] == [
        {"role": "system", "content": "You name colours."},
        {"role": "user", "content": "Which?"},
    ]
    assert sent["response_format"]["json_schema"]["strict"] is True
    assert sent["max_tokens"] == 700
    assert sent["temperature"] == 0.0
    assert "prompt_cache_key" not in sent


@pytest.mark.parametrize(
    "failure",
    [
        fake.error(500),
        fake.error(503, "overloaded"),
        fake.error(408),
        fake.rate_limited(),
        fake.html(),
        fake.raw('{"id": "c1", "choi'),
        fake.raw("[" * 100_000),
        fake.body({}),
        fake.body([]),
        fake.no_choices(),
        fake.no_choices([]),
        fake.no_choices("nonsense"),
        fake.content_none(),
        fake.reset(),
        fake.broken_body(),
    ],
)
async def test_a_passing_failure_is_tried_once_more(asking: AskingWith, failure: fake.Mode) -> None:
    async with asking(failure, fake.ok(RED)) as one:
        reply = await one.client.ask(QUESTION)

    assert reply.answer.name == "red"
    assert len(one.server.requests) == 2
    assert len(one.waits) == 1


@pytest.mark.parametrize(
    "failure",
    [
        fake.error(500),
        fake.html(),
        fake.body({}),
        fake.no_choices([]),
        fake.content_none(),
        fake.reset(),
        fake.raw("{"),
    ],
)
async def test_a_lasting_failure_costs_two_requests_and_may_work_later(asking: AskingWith, failure: fake.Mode) -> None:
    async with asking(failure) as one:
        with pytest.raises(ModelUnavailable, match=r"The language model 'm' at 127\.0\.0\.1"):
            await one.client.ask(QUESTION)

    assert len(one.server.requests) == 2


@pytest.mark.parametrize(
    ("failure", "message"),
    [
        (fake.error(429, "pay", code="insufficient_quota"), "quota"),
        (fake.error(401), "check the key"),
        (fake.error(404, "no such model"), "name of the model"),
    ],
)
async def test_what_an_operator_must_put_right_is_not_tried_again(
    asking: AskingWith, failure: fake.Mode, message: str
) -> None:
    async with asking(failure) as one:
        with pytest.raises(ModelUnavailable, match=message):
            await one.client.ask(QUESTION)

    assert len(one.server.requests) == 1


@pytest.mark.parametrize(
    ("failure", "message"),
    [
        (fake.refusal(), "declined"),
        (fake.content_filtered(), "content filter"),
        (fake.error(400, "jailbreak", code="content_filter"), "content filter"),
        (fake.error(400, "context too long", code="context_length_exceeded"), "context_length_exceeded"),
    ],
)
async def test_what_will_never_be_answered_is_refused_at_once(
    asking: AskingWith, failure: fake.Mode, message: str
) -> None:
    async with asking(failure) as one:
        with pytest.raises(ModelRefused, match=message):
            await one.client.ask(QUESTION)

    assert len(one.server.requests) == 1


@pytest.mark.parametrize(
    ("limited", "seconds"),
    [
        (fake.rate_limited(retry_after="2"), 2.0),
        (fake.rate_limited(retry_after="2", retry_after_ms="350"), 0.35),
        (fake.rate_limited(retry_after="Mon, 02 Mar 2026 09:00:03 GMT"), 3.0),
        (fake.rate_limited(retry_after="soon"), 0.25),
        (fake.rate_limited(retry_after="0"), 0.25),
        (fake.rate_limited(retry_after="nan"), 0.25),
    ],
)
async def test_the_wait_is_what_the_server_asks(asking: AskingWith, limited: fake.Mode, seconds: float) -> None:
    async with asking(limited, fake.ok(RED)) as one:
        await one.client.ask(QUESTION)

    assert one.waits == [pytest.approx(seconds)]


async def test_a_wait_that_outlasts_the_deadline_is_not_begun(asking: AskingWith) -> None:
    async with asking(fake.rate_limited(retry_after="120")) as one:
        with pytest.raises(ModelUnavailable, match="429"):
            await one.client.ask(QUESTION)

    assert one.waits == []
    assert len(one.server.requests) == 1


@pytest.mark.parametrize("slow", [fake.hang(), fake.drip()])
async def test_the_deadline_ends_a_call_that_no_read_timeout_would(asking: AskingWith, slow: fake.Mode) -> None:
    async with asking(slow, deadline=0.2) as one:
        with pytest.raises(ModelUnavailable, match=r"within 0\.2 s|in time"):
            await one.client.ask(QUESTION)


async def test_cancelling_a_call_is_no_failure_to_retry(asking: AskingWith) -> None:
    async with asking(fake.hang()) as one:
        call = asyncio.create_task(one.client.ask(QUESTION))
        await one.server.asked.wait()
        call.cancel()
        with pytest.raises(asyncio.CancelledError):
            await call

    assert len(one.server.requests) == 1


async def test_a_huge_answer_is_cut_off_early_and_not_asked_for_again(asking: AskingWith) -> None:
    async with asking(fake.huge(20)) as one:
        with pytest.raises(ModelUnavailable, match="larger"):
            await one.client.ask(QUESTION)

    assert len(one.server.requests) == 1


async def test_an_answer_cut_at_the_limit_gets_twice_the_room_once(asking: AskingWith) -> None:
    async with asking(fake.cut_at_limit(), fake.ok(RED)) as one:
        await one.client.ask(QUESTION)

    assert [sent["max_tokens"] for sent in one.server.requests] == [1500, 3000]


async def test_an_answer_that_is_cut_twice_is_refused_with_the_remedy(asking: AskingWith) -> None:
    async with asking(fake.cut_at_limit("")) as one:
        with pytest.raises(ModelRefused, match="raise `max_output`"):
            await one.client.ask(QUESTION)

    assert len(one.server.requests) == 2


@pytest.mark.parametrize("wrong", ['{"name": "red"', '{"name": "red", "shade": "deep"}', "red", "[1, 2]", "{}"])
async def test_a_wrong_shape_is_repaired_once_with_the_error_quoted(asking: AskingWith, wrong: str) -> None:
    async with asking(fake.ok(wrong), fake.ok(RED)) as one:
        reply = await one.client.ask(QUESTION)

    *_, said, repair = one.server.requests[1]["messages"]
    assert said == {"role": "assistant", "content": wrong}
    assert "shade" in repair["content"] or "no complete JSON object" in repair["content"]
    assert reply.prompt_tokens == 200


async def test_an_answer_that_stays_wrong_is_refused(asking: AskingWith) -> None:
    async with asking(fake.ok({"name": 1})) as one:
        with pytest.raises(ModelRefused, match="after one repair"):
            await one.client.ask(QUESTION)

    assert len(one.server.requests) == 2


async def test_a_wrong_shape_after_a_retry_is_left_for_later(asking: AskingWith) -> None:
    async with asking(fake.error(500), fake.ok({"name": 1})) as one:
        with pytest.raises(ModelUnavailable, match="requests: 2"):
            await one.client.ask(QUESTION)

    assert len(one.server.requests) == 2


@pytest.mark.parametrize(
    "text",
    [
        '```json\n{"name": "red", "shade": 3}\n```',
        '<think>maybe {"name": "blue"}</think>{"name": "red", "shade": 3}',
        '{"name": "red", "shade": 3, "more": [1]}',
        '{"name": "red", "shade": 3}{"name": "red", "shade": 3}',
        'I say {it}: {"name": "red", "shade": 3}',
    ],
)
async def test_what_stands_around_an_answer_does_not_matter(asking: AskingWith, text: str) -> None:
    async with asking(fake.ok(text)) as one:
        assert (await one.client.ask(QUESTION)).answer == Colour(name="red", shade=3)


async def test_raw_control_characters_inside_strings_are_read(asking: AskingWith) -> None:
    async with asking(fake.ok('{"name": "r\x01e\nd", "shade": 3}')) as one:
        assert (await one.client.ask(QUESTION)).answer.name == "r\x01e\nd"


@pytest.mark.parametrize("text", ['{"a":' * 50_000, '{"shade": ' + "9" * 10_000 + "}"])
async def test_hostile_json_is_only_a_wrong_shape(asking: AskingWith, text: str) -> None:
    async with asking(fake.ok(text)) as one:
        with pytest.raises(ModelRefused):
            await one.client.ask(QUESTION)


async def test_no_more_requests_run_at_once_than_allowed(asking: AskingWith) -> None:
    async with asking(fake.ok(RED), concurrency=2) as one:
        await asyncio.gather(*(one.client.ask(QUESTION) for _ in range(8)))

    assert len(one.server.requests) == 8
    assert one.server.most_at_once <= 2


async def test_an_address_where_nobody_listens_is_named(asking: AskingWith) -> None:
    async with asking(fake.ok(RED), base_url="http://127.0.0.1:9/v1") as one:
        with pytest.raises(ModelUnavailable, match=r"127\.0\.0\.1 cannot be reached"):
            await one.client.ask(QUESTION)


async def test_errors_never_repeat_what_a_server_said(asking: AskingWith) -> None:
    async with asking(fake.error(400, "the customer's secret words")) as one:
        with pytest.raises(ModelRefused) as caught:
            await one.client.ask(QUESTION)

    assert "secret" not in str(caught.value)
    assert caught.value.__cause__ is None
