"""Every word motbot says to a person of all that it holds about them, in each language it speaks."""

from dataclasses import dataclass

from motbot.domain.events import Act
from motbot.domain.language import Language
from motbot.domain.promise import PromiseState
from motbot.domain.review import RaterRole


@dataclass(frozen=True, slots=True, kw_only=True)
class MineWording:
    """One language. Texts with names in braces are filled by the renderer."""

    title: str
    intro: str
    partial: str
    muted: str
    moments: str
    nudges: str
    acts: str
    act: str
    act_names: dict[str, str]
    promises: str
    promise: dict[PromiseState, str]
    marks: str
    sheets: str
    no_sheets: str
    seen_by: str
    seen_none: str
    seen: str
    you: str
    rater: dict[RaterRole, str]
    kept: str
    kept_line: str
    kept_names: dict[str, str]
    days: str
    no_more: str
    comma: str


_ANSWERED = "draft"
"""As what a reply is kept that was compared with the draft before it; nobody pressed anything for it."""

EN = MineWording(
    title="What I hold of you",
    intro="Everything that is held about you, counted. Nobody is ranked by it, and only you see this page.",
    partial="Slack did not tell of every channel just now, so what belongs to those is missing here.",
    muted="You have muted me until {when}.",
    moments="Customers' requests that were yours: {opened} open, {closed} closed. Their words are in your cards.",
    nudges="Private messages that I gave you: {count}.",
    acts="What you did with my cards: {acts}.",
    act="{name} {count}",
    act_names={
        Act.OPEN.value: "opened a conversation",
        Act.EDIT.value: "opened a draft",
        Act.EDITED.value: "edited a draft",
        Act.CLAIM.value: "took a request",
        Act.DONE.value: "done",
        Act.NOT_HELPFUL.value: "not helpful",
        Act.WRONG.value: "something was wrong",
        Act.LATER.value: "later",
        Act.MUTE.value: "mute",
        Act.CONFIRMED.value: "they confirmed",
        Act.NOT_QUITE.value: "not quite",
        Act.STILL_RUNNING.value: "still running",
        Act.TRACK.value: "track it",
        Act.UNTRACK.value: "undo tracking",
        Act.FIX.value: "opened a due time",
        Act.FIXED.value: "set a due time",
        Act.NOT_A_PROMISE.value: "not a promise",
        Act.KEPT.value: "kept",
        Act.MOVE.value: "opened a new time",
        Act.MOVED.value: "set a new time",
        Act.CANNOT.value: "can't do it",
        _ANSWERED: "answered with a draft at hand",
    },
    promises="Promises of yours: {promises}. /mot promises shows their words.",
    promise={
        PromiseState.MADE: "not yet tracked {count}",
        PromiseState.ACCEPTED: "tracked {count}",
        PromiseState.MOVED: "moved {count}",
        PromiseState.KEPT: "kept {count}",
        PromiseState.BROKEN: "past their time {count}",
        PromiseState.WITHDRAWN: "withdrawn {count}",
    },
    marks="On sheets: marks you have set {marks}, disputes and context you have added {remarks}.",
    sheets="Sheets about you, or asked for by you",
    no_sheets="No evaluation sheets.",
    seen_by="Shown so far: {times}.",
    seen_none="Shown to nobody so far.",
    seen="{who} ({when})",
    you="you",
    rater={RaterRole.AGENT: "an agent", RaterRole.LEAD: "a lead"},
    kept="How long it is kept",
    kept_line="{name}: {days}",
    kept_names={
        "raw_events": "messages as Slack sent them",
        "moments": "requests, quotes and promises, once closed",
        "sheets": "sheets, marks and remarks",
        "cases": "labelled examples",
        "backups": "backups",
    },
    days="{count} days",
    no_more="nothing",
    comma=", ",
)

ZH = MineWording(
    title="关于你的记录",
    intro="这里是关于你的全部记录，只计数。不会拿它给任何人排名，这一页也只有你能看到。",
    partial="Slack 刚才没有说清每个频道的情况，那些频道里的这里没有算上。",
    muted="你让我安静到{when}。",
    moments="由你负责的客户请求：进行中 {opened} 件，已结束 {closed} 件；原话在你的卡片里。",
    nudges="我私下发给你的消息：{count} 条。",
    acts="你在卡片上做过的：{acts}。",
    act="{name} {count} 次",
    act_names={
        Act.OPEN.value: "打开对话",
        Act.EDIT.value: "打开草稿",
        Act.EDITED.value: "改过草稿",
        Act.CLAIM.value: "接手",
        Act.DONE.value: "已办好",
        Act.NOT_HELPFUL.value: "没有帮助",
        Act.WRONG.value: "指出有误",
        Act.LATER.value: "稍后提醒",
        Act.MUTE.value: "暂停提醒",
        Act.CONFIRMED.value: "客户已确认",
        Act.NOT_QUITE.value: "还差一点",
        Act.STILL_RUNNING.value: "还在办",
        Act.TRACK.value: "帮我记着",
        Act.UNTRACK.value: "撤销记录",
        Act.FIX.value: "打开到期时间",
        Act.FIXED.value: "定了到期时间",
        Act.NOT_A_PROMISE.value: "不算承诺",
        Act.KEPT.value: "已做到",
        Act.MOVE.value: "打开改时间",
        Act.MOVED.value: "改了时间",
        Act.CANNOT.value: "做不到",
        _ANSWERED: "有草稿时作答",
    },
    promises="你答应过的事：{promises}。原话见 /mot promises。",
    promise={
        PromiseState.MADE: "还没让我记 {count} 件",
        PromiseState.ACCEPTED: "记着的 {count} 件",
        PromiseState.MOVED: "改过时间的 {count} 件",
        PromiseState.KEPT: "做到的 {count} 件",
        PromiseState.BROKEN: "过了时间的 {count} 件",
        PromiseState.WITHDRAWN: "撤下的 {count} 件",
    },
    marks="在评价表上：你打过 {marks} 次分，提过 {remarks} 次异议或补充。",
    sheets="关于你的，或你要的评价表",
    no_sheets="没有评价表。",
    seen_by="至今看过的：{times}。",
    seen_none="至今还没有人看过。",
    seen="{who}（{when}）",
    you="你",
    rater={RaterRole.AGENT: "客服", RaterRole.LEAD: "负责人"},
    kept="保存多久",
    kept_line="{name}：{days}",
    kept_names={
        "raw_events": "Slack 发来的原始消息",
        "moments": "请求、引文和承诺（结束之后）",
        "sheets": "评价表、打分和留言",
        "cases": "标注过的例子",
        "backups": "备份",
    },
    days="{count} 天",
    no_more="无",
    comma="、",
)

_BY_LANGUAGE = {Language.EN: EN, Language.ZH: ZH}


def mine_wording(language: Language) -> MineWording:
    """The words of a language."""
    return _BY_LANGUAGE[language]
