"""Every word around advice that somebody has asked for, in each language motbot speaks."""

from dataclasses import dataclass

from motbot.domain.advice import Unadvised
from motbot.domain.expectation import NegativeType
from motbot.domain.language import Language


@dataclass(frozen=True, slots=True, kw_only=True)
class CoachWording:
    """One language. Texts with names in braces are filled by the renderer."""

    title: str
    loading: str
    failed: str
    how_to: str
    unadvised: dict[Unadvised, str]
    no_request: str
    no_card: str
    negative: dict[NegativeType, str]
    own_card: str
    open_own_card: str
    by_model: str
    by_playbook: str
    model_away: str
    tasks: dict[str, str]
    source: str
    source_unnamed: str
    revision: str
    on_trial: str
    comma: str
    kept: str


EN = CoachWording(
    title="My advice",
    loading="Reading …",
    failed="This did not work just now. Please try again in a moment.",
    how_to="Type behind it what a customer says, as in\n"
    "/mot try The export fails again, and my board meets at three.\n"
    "You alone see what I would tell an agent about it. Nothing of it is kept.",
    unadvised={
        Unadvised.NOT_A_MEMBER: "I coach the members of this workspace. Guests and people of other companies cannot "
        "ask me: please turn to somebody here.",
        Unadvised.NOT_READABLE: "I can only read along where both of us are. Join the channel, or invite me there with "
        "/invite @motbot, and choose “Coach me on this” again. Direct messages stay between those who write them; "
        "what troubles you in one you can tell me in your own words: /mot try …",
        Unadvised.NO_WORDS: "There are no words here that I could read.",
        Unadvised.NOBODY_ASKS: "Up to here only your own side has said something. Choose a message of whoever asks.",
        Unadvised.TOO_LONG: "That is longer than I can read at once: give me the part that matters most, up to "
        "6,000 characters.",
        Unadvised.NOT_NOW: "Slack does not tell me enough just now. Please try again in a moment.",
    },
    no_request="Nothing to answer here",
    no_card="An agent would get no card for this: {reason}",
    negative={
        NegativeType.THANKS_CLOSING: "it is a thank-you or a goodbye.",
        NegativeType.FYI: "it only informs.",
        NegativeType.CHIT_CHAT: "it is small talk.",
        NegativeType.BOT: "a program wrote it.",
        NegativeType.AGENT_TO_AGENT: "it is said among ourselves.",
        NegativeType.CUSTOMER_TO_CUSTOMER: "customers say it to each other.",
        NegativeType.INJECTION_ONLY: "it wants to steer me, and asks for nothing.",
        NegativeType.DUPLICATE: "it repeats what was asked already.",
    },
    own_card="You have a card about this: ",
    open_own_card="open it",
    by_model="From the language model · {sources}",
    by_playbook="From the playbook · {sources}",
    model_away="The language model gave no answer, so the playbook stands in.",
    tasks={"assess": "read by", "draft": "reply by"},
    source="{task} {variant} {version} ({revision})",
    source_unnamed="{task} revision {revision}",
    revision="revision {revision}",
    on_trial="{source}, on trial",
    comma=" · ",
    kept="Only you see this. Nothing of it is kept.",
)

ZH = CoachWording(
    title="我的建议",
    loading="正在读……",
    failed="刚才没能办成，请稍后再试。",
    how_to="在后面写上客户的话，例如\n"
    "/mot try 导出又失败了，下午三点还要给董事会看。\n"
    "只有你能看到我会怎样提醒客服，内容一概不留存。",
    unadvised={
        Unadvised.NOT_A_MEMBER: "我只帮本工作区的正式成员。访客和其他公司的人用不了，请找这里的同事。",
        Unadvised.NOT_READABLE: "我只能在你我都在的频道里一起看消息。请先加入频道，或用 /invite @motbot 把我请进去，"
        "再选一次“Coach me on this”。"
        "私信只属于写信的人；其中让你为难的话，可以用自己的话告诉我：/mot try ……",
        Unadvised.NO_WORDS: "这里没有我能读的文字。",
        Unadvised.NOBODY_ASKS: "到这条为止，只有我们自己人说过话。请选一条提问的人写的消息。",
        Unadvised.TOO_LONG: "太长了，我一次读不完：请只给最要紧的部分，不超过 6,000 字。",
        Unadvised.NOT_NOW: "Slack 刚才没有告诉我足够的信息，请稍后再试。",
    },
    no_request="这里没有要回复的",
    no_card="客服不会因此收到卡片：{reason}",
    negative={
        NegativeType.THANKS_CLOSING: "这是道谢或告别。",
        NegativeType.FYI: "这只是告知一声。",
        NegativeType.CHIT_CHAT: "这是闲聊。",
        NegativeType.BOT: "这是程序发的。",
        NegativeType.AGENT_TO_AGENT: "这是自己人之间说的。",
        NegativeType.CUSTOMER_TO_CUSTOMER: "这是客户之间说的。",
        NegativeType.INJECTION_ONLY: "这是想操纵我，并没有提出请求。",
        NegativeType.DUPLICATE: "这重复了已经提过的事。",
    },
    own_card="关于这件事你有一张卡片：",
    open_own_card="打开",
    by_model="由语言模型给出 · {sources}",
    by_playbook="由话术手册给出 · {sources}",
    model_away="语言模型没有答复，由话术手册顶上。",
    tasks={"assess": "解读", "draft": "回复"},
    source="{task}：{variant} {version}（{revision}）",
    source_unnamed="{task}：版本 {revision}",
    revision="版本 {revision}",
    on_trial="{source}，试用中",
    comma=" · ",
    kept="只有你能看到，内容一概不留存。",
)

_BY_LANGUAGE = {Language.EN: EN, Language.ZH: ZH}


def coach_wording(language: Language) -> CoachWording:
    """The words of a language."""
    return _BY_LANGUAGE[language]
