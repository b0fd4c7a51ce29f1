"""Every word about silence and about how things stand, in each language motbot speaks."""

from dataclasses import dataclass

from motbot.domain.language import Language
from motbot.domain.silence import NotSilenced


@dataclass(frozen=True, slots=True, kw_only=True)
class MuteWording:
    """One language. Texts with names in braces are filled by the renderer."""

    muted: str
    lifted: str
    not_muted: str
    refused: dict[NotSilenced, str]
    title: str
    loading: str
    failed: str
    awake: str
    silent: str
    quiet: str
    not_a_member: str
    until: str
    unmute: str
    moments: str
    promises: str
    no_promises: str
    quiet_hours: str
    no_quiet_hours: str
    coach_model: str
    coach_playbook: str
    desk: str
    channels: str
    model_answers: str
    model_silent: str
    prompts: str
    jobs: str


EN = MuteWording(
    muted="I am quiet until {when}. What is critical still comes, and so does what you asked to be reminded of; "
    "the rest waits, and others may take what is new. Only you know of this. /mot unmute ends it.",
    lifted="I am back. What has waited comes now, or after your quiet hours.",
    not_muted="You had not muted me: I am here.",
    refused={
        NotSilenced.NOT_A_MEMBER: "I write to members of this workspace only, so there is nothing to silence.",
        NotSilenced.NONSENSE: "I do not know that time. Try one of these, up to a week:\n"
        "/mot mute - until the end of today\n/mot mute 30m\n/mot mute 2h\n/mot mute until 15:00\n"
        "/mot mute until tomorrow 9:00",
        NotSilenced.NOT_NOW: "This could not be done just now. Please try again in a moment.",
    },
    title="How things stand",
    loading="Counting …",
    failed="This could not be read just now. Please try again in a moment.",
    awake="I am here",
    silent="I am quiet",
    quiet="Your quiet hours",
    not_a_member="I coach the members of this workspace, so nothing waits for you here.",
    until="You have muted me until {when}; /mot unmute ends it.",
    unmute="/mot mute gives you silence for as long as you like.",
    moments="Customers' requests open with you: {count}",
    promises="Promises I keep in view for you: {count}, due today {today}, past their time {late}",
    no_promises="Promises I keep in view for you: none",
    quiet_hours="Quiet hours: {begin} to {end} on your clock",
    no_quiet_hours="Quiet hours: none",
    coach_model="Your coach: the language model; the playbook stands in when it does not answer",
    coach_playbook="Your coach: the playbook, without a language model",
    desk="For those who lead and train",
    channels="Watched channels of yours: {count}",
    model_answers="The language model answers",
    model_silent="The language model does not answer just now: the playbook stands in",
    prompts="Prompts live: {live}, on trial: {trial}",
    jobs="Jobs waiting or under way: {count}",
)

ZH = MuteWording(
    muted="{when}之前我不打扰你。紧急的和你让我提醒的照样会来，其余的先等着，新来的事别的客服可以接手。这件事只有你知道。"
    "想提前结束：/mot unmute",
    lifted="我回来了。等着的消息现在就发给你；若在安静时段，就等时段过后。",
    not_muted="你没有让我静音，我一直都在。",
    refused={
        NotSilenced.NOT_A_MEMBER: "我只给本工作区的正式成员发消息，没有什么要静音的。",
        NotSilenced.NONSENSE: "没看懂这个时间。可以这样写，最长一周：\n"
        "/mot mute：到今天结束\n/mot mute 30分钟\n/mot mute 2小时\n/mot mute 到下午3点\n/mot mute 到明天上午9点",
        NotSilenced.NOT_NOW: "刚才没能办成，请稍后再试。",
    },
    title="现在的情况",
    loading="正在清点……",
    failed="刚才没能读到，请稍后再试。",
    awake="我在",
    silent="静音中",
    quiet="你的安静时段",
    not_a_member="我只帮本工作区的正式成员，这里没有等着你的事。",
    until="你让我静音到{when}；想提前结束：/mot unmute",
    unmute="想清静一会儿：/mot mute",
    moments="由你负责、还没结束的请求：{count} 件",
    promises="我替你记着的承诺：{count} 件，今天到期 {today} 件，已过时间 {late} 件",
    no_promises="我替你记着的承诺：没有",
    quiet_hours="安静时段：你那边的 {begin} 到 {end}",
    no_quiet_hours="安静时段：未设置",
    coach_model="为你出主意的：语言模型；它没有答复时由话术手册顶上",
    coach_playbook="为你出主意的：话术手册，未用语言模型",
    desk="给负责人和培训师",
    channels="你负责的、受关注的频道：{count} 个",
    model_answers="语言模型有应答",
    model_silent="语言模型暂时没有应答，由话术手册顶上",
    prompts="正式使用的提示词：{live} 个，试用中：{trial} 个",
    jobs="等着或正在做的任务：{count} 件",
)

_BY_LANGUAGE = {Language.EN: EN, Language.ZH: ZH}


def mute_wording(language: Language) -> MuteWording:
    """The words of a language."""
    return _BY_LANGUAGE[language]
