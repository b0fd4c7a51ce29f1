"""Confirm where something was refused: the playbook asks after what is left, and how they manage without the rest."""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from motbot.domain.events import Act
from motbot.slack.wording import EN
from tests.scenarios.conftest import Staged
from tests.scenarios.stage import Stage
from tests.scenarios.town import ALICE, CARLA, CHEN, SUPPORT_POLICY, offline

MONDAY = datetime(2026, 3, 2, 9, 30, tzinfo=ZoneInfo("Europe/Berlin"))
A_DAY = timedelta(hours=20)
RULE = replace(SUPPORT_POLICY, facts="We never ship on Sundays. 周日不能发货。")
STILL = ("still missing", "hoped for", "还差", "期望的")
"""What nobody is asked who was told no."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """A request, our answer, what becomes of each promise in it, and what the question in the end says and does not."""

    customer: str
    asks: str
    answers: str
    ends: tuple[Act, ...] = ()
    says: tuple[str, ...]
    never: tuple[str, ...] = STILL


STORIES = {
    "a part cannot be done": Told(
        customer=CARLA,
        asks="Could you send us the signed contract and set up a demo account for Dana? We need both today.",
        answers="I'll send you the signed contract by 15:00. I'll set up the demo account for Dana by 16:00.",
        ends=(Act.KEPT, Act.CANNOT),
        says=("the signed contract",),
        never=(*STILL, "demo account", "both"),
    ),
    "办不到一部分": Told(
        customer=CHEN,
        asks="麻烦今天把签好的合同发给我们，再给小王开一个试用账号。",
        answers="签好的合同15:00前发给您。试用账号16:00前给您开好。",
        ends=(Act.KEPT, Act.CANNOT),
        says=("合同", "没能"),
        never=(*STILL, "账号"),
    ),
    "all of it cannot be done": Told(
        customer=CARLA,
        asks="Could you bring twelve more chairs to the hall?",
        answers="I'll bring twelve more chairs by 15:00.",
        ends=(Act.CANNOT,),
        says=("the way you asked", "say no to part"),
        never=(*STILL, "chairs"),
    ),
    "全都办不到": Told(
        customer=CHEN,
        asks="能再送十二把椅子到会场吗？",
        answers="十二把椅子15:00前送到会场。",
        ends=(Act.CANNOT,),
        says=("没能",),
        never=(*STILL, "椅子"),
    ),
    "our rule is told, the rest is promised": Told(
        customer=CARLA,
        asks="Can you ship our order on Sunday? And send us the invoice, please.",
        answers="We can't ship on Sunday, sorry. I'll send you the invoice by 15:00.",
        ends=(Act.KEPT,),
        says=("the invoice", "we could not do"),
        never=(*STILL, "Sunday"),
    ),
    "说明规定，其余照办": Told(
        customer=CHEN,
        asks="订单能周日发货吗？另外请把发票发我。",
        answers="抱歉，周日发不了货。发票15:00前发您。",
        ends=(Act.KEPT,),
        says=("发票", "没能"),
        never=(*STILL, "周日"),
    ),
    "it is done against the rule": Told(
        customer=CARLA,
        asks="Can you ship our order on Sunday?",
        answers="My lead has agreed: I'll ship your order on Sunday at 10:00.",
        ends=(Act.KEPT,),
        says=("ship your order on Sunday",),
        never=("say no", "couldn't", "could not"),
    ),
    "破例办到": Told(
        customer=CHEN,
        asks="请周日给我们发货。",
        answers="领导同意了，周日10:00给您发货。",
        ends=(Act.KEPT,),
        says=("发货",),
        never=("没能",),
    ),
}


@pytest.mark.parametrize("name", STORIES)
async def test_the_question_is_about_what_was_not_refused(staged: Staged, name: str) -> None:
    story = STORIES[name]
    async with staged(coaching=offline(), start=MONDAY, policies=(RULE,)) as stage:
        root = await stage.asks(story.customer, story.asks)
        await stage.asks(ALICE, story.answers, thread=root)
        made = await promises(stage, root)
        for act, promise in (*((Act.TRACK, one) for one in made), *zip(story.ends, made, strict=True)):
            await answers(stage, act, promise)
        await stage.passes(A_DAY)

        asked = question(stage)
        assert any(one in asked for one in story.says), asked
        assert not [one for one in story.never if one in asked], asked


async def promises(stage: Stage, root: str) -> list[str]:
    """What the buttons of each promise carry."""
    moment = await stage.moment(root)
    assert moment is not None
    async with stage.bot.store.begin() as tx:
        return [f"{moment.id}:{one.id}" for one in await tx.promises.of_conversation(moment.conversation)]


async def answers(stage: Stage, act: Act, promise: str) -> None:
    """Alice says on her card what becomes of a promise."""
    await stage.workspace.press(ALICE, stage.card(ALICE).where, act.value, promise)
    await stage.rests()


def question(stage: Stage) -> str:
    """What Alice can send to the customer in the end."""
    (note,) = stage.notes(ALICE, "confirm")
    lines = note.text.splitlines()
    return lines[lines.index(EN.prompt_reply) + 1]
