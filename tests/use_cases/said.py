"""Conversations in which people call one another by name and by mention, for whoever reviews them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from itertools import cycle, islice
from zoneinfo import ZoneInfo

from motbot.domain.language import Language
from motbot.domain.message import ConversationView, Line
from motbot.domain.people import Side
from motbot.domain.sheet import Sheet
from motbot.use_cases.reviewing import Reviewing
from tests.fakes.clock import T0


@dataclass(frozen=True, slots=True, kw_only=True)
class Cast:
    """Who plays the customer and the agent, and who is only spoken of."""

    customer: str = "U0CARLA01"
    customer_name: str = "Carla Stone"
    agent: str = "U0ALICE01"
    agent_name: str = "Alice Moor"
    other: str = "U0OTHER01"

    @property
    def told(self) -> dict[str, tuple[str, ...]]:
        """The profile names, as Slack tells them."""
        return {self.customer: (self.customer_name,), self.agent: (self.agent_name,), self.other: ("Rupert Quill",)}


ANOTHER_CAST = Cast(
    customer="W1NIKOLAI9",
    customer_name="Nikolai Fomin",
    agent="W1BEATRIX9",
    agent_name="Beatrix Overmeer",
    other="W1SOMEONE9",
)
CHINESE_CAST = Cast(customer_name="王晓梅", agent_name="李建国")
ANOTHER_CHINESE_CAST = Cast(
    customer="W1NIKOLAI9", customer_name="赵敏敏", agent="W1BEATRIX9", agent_name="欧阳若兰", other="W1SOMEONE9"
)

ENGLISH = (
    ("c", "Hi {agent}, the invoice export fails since this morning, and our audit is tomorrow at 9. Please fix it."),
    ("a", "No, {customer_first}, that is the rule. Write to <@{agent_id}> or open a ticket with <@{other_id}>."),
    ("c", "{agent_first}, you promised it last week! Can you at least send us the file?"),
    ("a", "I am sorry, {customer}, that was our mistake. I send you the file by 15:00 and check with you at 16:00."),
    ("c", "Thanks {agent_first}, got it, all is well."),
)
CHINESE = (
    ("c", "{agent}您好，发票导不出来了，明天九点审计，麻烦今天处理一下。"),
    ("a", "{customer}，这个不行，公司规定就是这样，您找<@{other_id}>吧。"),
    ("c", "{agent}，你们上周答应过的！至少先把文件发给我们行吗？"),
    ("a", "{customer}，非常抱歉，是我们的疏忽。我下午三点前把文件发给您，四点再和您确认一次。"),
    ("c", "收到了，谢谢{agent}，没问题了。"),
)


def conversation(texts: Sequence[tuple[str, str]], cast: Cast, *, count: int = 0) -> ConversationView:
    """These words, said by this cast; said again and again where more are wanted."""
    wanted = list(islice(cycle(texts), count or len(texts)))
    return ConversationView(
        lines=tuple(_line(number, who, words, cast) for number, (who, words) in enumerate(wanted)),
        focus=(),
        now=T0 + timedelta(days=2),
        zone=ZoneInfo("Europe/Berlin"),
        facts=f"Exports run at noon. {cast.agent_name} decides on refunds above 500.",
        mentions_ours=frozenset({cast.agent, cast.other}),
    )


def _line(number: int, who: str, words: str, cast: Cast) -> Line:
    at = T0 + timedelta(minutes=7 * number)
    text = words.format(
        agent=cast.agent_name,
        agent_first=cast.agent_name.split()[0],
        agent_id=cast.agent,
        customer=cast.customer_name,
        customer_first=cast.customer_name.split()[0],
        other_id=cast.other,
    )
    mentioned = tuple(one for one in (cast.agent, cast.other) if f"<@{one}>" in text)
    return Line(
        ts=f"{at.timestamp():.6f}",
        at=at,
        side=Side.CUSTOMER if who == "c" else Side.AGENT,
        author=cast.customer if who == "c" else cast.agent,
        text=text,
        addressed=mentioned,
    )


async def sheet_of(reviewing: Reviewing, view: ConversationView, cast: Cast) -> Sheet:
    """The sheet of a conversation."""
    return await reviewing(view, names=cast.told, language=Language.EN)
