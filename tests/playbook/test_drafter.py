"""The reply: sendable as it stands, with an owner and a clock time."""

import pytest

from motbot.domain.expectation import Signal
from motbot.domain.language import Language, language_of
from motbot.domain.message import ConversationView
from motbot.playbook import Playbook
from tests.playbook.talks import MORNING, assess, reply, says, talk


@pytest.mark.parametrize(
    "view",
    [
        says("Checkout is down, nobody can pay!"),
        says("能不能补开一张前年的发票？", facts="发票只能开当年的。"),
        says("Can you raise our limit to 5k by Thursday?", facts="A burst to 3k can be granted the same day."),
        says("这家餐馆的地址在哪里？"),
        talk((0, "customer", "I need a quote"), (1, "agent", "For how many seats?"), (2, "customer", "forty")),
    ],
)
async def test_a_draft_names_an_owner_and_a_clock_time_it_also_says(playbook: Playbook, view: ConversationView) -> None:
    found = await assess(playbook, view)
    draft = (await playbook.coach.drafter.draft(view, found, Language.EN)).draft
    (promise,) = draft.commitments
    assert promise.due is not None
    assert promise.due > view.now
    assert promise.due_text in draft.reply
    assert promise.due.astimezone(view.zone).strftime("%H:%M") in draft.reply
    assert language_of(draft.reply) is view.language
    assert language_of(draft.why) is Language.EN


async def test_the_same_words_always_get_the_same_reply(playbook: Playbook) -> None:
    assert await reply(playbook, says("Can you add Ann?")) == await reply(playbook, says("Can you add Ann?"))


async def test_a_reply_never_names_a_vague_time(playbook: Playbook) -> None:
    for text in ("The export fails", "支付全挂了", "Where is my order?", "太离谱了，谁改的？", "I need it tomorrow"):
        said = (await reply(playbook, says(text))).lower()
        assert not any(vague in said for vague in ("asap", "as soon as", "shortly", "尽快", "第一时间", "回头"))


async def test_a_reply_tells_what_the_channel_knows_and_keeps_what_is_for_us_only(playbook: Playbook) -> None:
    facts = "SSO works with Azure AD. The customer believed that SSO is free."
    said = await reply(playbook, says("Does SSO work with Azure AD?", facts=facts))
    assert "SSO works with Azure AD" in said
    assert "believed" not in said


async def test_what_the_agent_added_is_told(playbook: Playbook) -> None:
    view = talk((0, "customer", "Why is the export slow?"), known=("The export queue is long until 14:00",))
    assert "The export queue is long until 14:00" in await reply(playbook, view)


async def test_a_broken_promise_is_owned_and_not_repeated(playbook: Playbook) -> None:
    view = talk(
        (0, "customer", "When does it ship?"), (2, "agent", "I'll tell you by 11:00."), (200, "customer", "Any news?")
    )
    said = await reply(playbook, view)
    assert "sorry" in said
    assert "11:00" not in said


@pytest.mark.parametrize(
    ("asked", "promised", "chased", "owned"),
    [
        (
            "Our linen hasn't arrived. Where is it?",
            "I'll find out and give you the tracking number within the hour.",
            "It's past eleven. You promised the tracking number by now.",
            "sorry",
        ),
        ("布草还没到，在哪儿？", "我去查，一小时内把单号给您。", "您答应的单号呢？明天客人就要入住。", "没有做到"),
        ("布草还没到，在哪儿？", "我去查，一小时内把单号给您。", "十一点都过了，您承诺过给单号的。", "没有做到"),
    ],
)
async def test_whoever_holds_up_our_promise_once_its_hour_is_over_hears_that_it_was_broken(
    playbook: Playbook, asked: str, promised: str, chased: str, owned: str
) -> None:
    view = talk((0, "customer", asked), (1, "agent", promised), (65, "customer", chased))
    found = await assess(playbook, view)
    assert found.signals == (Signal.BROKEN_PROMISE,)
    assert owned in await reply(playbook, view)


async def test_a_reply_to_a_call_without_a_matter_only_says_that_we_are_here(playbook: Playbook) -> None:
    view = says("anyone there?")
    draft = (await playbook.coach.drafter.draft(view, await assess(playbook, view), Language.ZH)).draft
    assert draft.reply in {"I'm here. What do you need?", "Yes, I'm here; what can I do for you?"}
    assert draft.commitments == ()
    assert language_of(draft.why) is Language.ZH


async def test_now_is_taken_from_the_view(playbook: Playbook) -> None:
    view = says("Can you raise our limit?")
    draft = (await playbook.coach.drafter.draft(view, await assess(playbook, view), Language.EN)).draft
    assert draft.commitments[0].due is not None
    assert draft.commitments[0].due.date() == MORNING.date()


@pytest.mark.parametrize(
    ("text", "facts"),
    [
        ("Any news on the chairs? We reopen on Friday and our owner comes at ten.", "Support hours: Monday to Friday."),
        ("上次订的餐具有消息了吗？我们周五上午新店开业，总部领导十点到。", "服务时间：周一至周五 09:00-18:00。"),
    ],
)
async def test_a_fact_that_only_names_the_same_weekday_is_not_told(playbook: Playbook, text: str, facts: str) -> None:
    assert facts[:4] not in await reply(playbook, says(text, facts=facts))
