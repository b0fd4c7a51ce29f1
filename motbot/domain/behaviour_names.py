"""What a sheet's ids and states are called for people: behaviours, steps, scores, rules and outcomes, in short words.

Every phrase stands as well behind "seen" as behind "missing", within a line, and without a full stop.
"""

from collections.abc import Mapping

from motbot.domain.expectation import ExpectationKind
from motbot.domain.language import Language
from motbot.domain.review import RaterRole
from motbot.domain.scoring import Fault, Step
from motbot.domain.sheet import Fate, Outcome

STEP_NAMES: Mapping[Language, Mapping[Step, str]] = {
    Language.EN: {Step.EXPLORE: "Explore", Step.OFFER: "Offer", Step.PROMISE: "Act", Step.CONFIRM: "Confirm"},
    Language.ZH: {Step.EXPLORE: "探索", Step.OFFER: "提议", Step.PROMISE: "行动", Step.CONFIRM: "确认"},
}
"""The method's own names: its third step is a promise in our code alone."""

BEHAVIOUR_NAMES: Mapping[Language, Mapping[str, str]] = {
    Language.EN: {
        "E1": "thinking of those the result is for",
        "E2": "noticing pressure and feelings",
        "E3": "one open question that is worth asking",
        "E4": "asking what lies behind the request",
        "E5": "saying back what was understood",
        "E6": "understanding before solving",
        "E7": "building on what was already said",
        "E8": "telling what is wished from what is needed",
        "E9": "finding what nobody has said yet",
        "O1": "an answer to every request",
        "O2": "offering only what can be done",
        "O3": "who, what, by when, and what if not",
        "O4": "good for the company and for the person",
        "O5": "moving first instead of waiting",
        "O6": "asking what is still missing",
        "O7": "an early, friendly no with another way",
        "A1": "doing what was promised, in time",
        "A2": "leaving nothing without an answer",
        "A3": "handing over with the whole story",
        "A4": "saying early that it will slip",
        "A5": "finishing it as the customer means it",
        "C1": "asking whether it does what was needed",
        "C2": "asking whether this is the progress hoped for",
        "C3": "asking how it stands now",
        "C4": "putting right what is not right yet",
        "C5": "saying what happens next",
        "L1": "reading the signs beside the words",
        "L2": "asking what only this customer can answer",
        "L3": "letting the customer finish",
        "L4": "checking dates, names and figures",
        "L5": "keeping in mind what was said",
        "L6": "answering the mood in a line",
        "L7": "standing beside the customer",
    },
    Language.ZH: {
        "E1": "想到结果最终给谁用",
        "E2": "察觉对方的着急和心情",
        "E3": "问一个值得问的开放问题",
        "E4": "问清请求背后的缘由",
        "E5": "把自己的理解说一遍",
        "E6": "先弄明白，再给办法",
        "E7": "接着客户说过的往下办",
        "E8": "分清想要的和真正需要的",
        "E9": "发现还没人说出口的期望",
        "O1": "每个请求都有答复",
        "O2": "只提做得到的",
        "O3": "谁来做、做什么、何时好、万一不行怎么办",
        "O4": "对公司和个人都有好处",
        "O5": "主动推进，不干等",
        "O6": "请客户补充还缺什么",
        "O7": "尽早友善地说“不”，并给另一条路",
        "A1": "说到做到，按时兑现",
        "A2": "凡事都有回音",
        "A3": "交接时把来龙去脉说清",
        "A4": "要延误时提前说",
        "A5": "按客户的意思做完整",
        "C1": "问需要的是否办到了",
        "C2": "问进展是否如客户所愿",
        "C3": "问现在情况怎么样",
        "C4": "还不对的地方马上补救",
        "C5": "说清接下来怎么走",
        "L1": "留意言外的信号",
        "L2": "问只有这位客户能答的问题",
        "L3": "让客户把话说完",
        "L4": "核对日期、姓名和数字",
        "L5": "记住对方说过的话",
        "L6": "用一句话回应对方的心情",
        "L7": "站在客户身边",
    },
}
"""By the method's numbers, listening habits included."""

FAULT_NAMES: Mapping[Language, Mapping[Fault, str]] = {
    Language.EN: {
        Fault.BLAME: "blaming or belittling the customer",
        Fault.DENIAL: "denying a failure we know of",
        Fault.REPEATED: "repeating a broken promise as it was",
        Fault.WALL: "a rule or a bare no, without a reason or another way",
        Fault.SENT_AWAY: "sending the customer elsewhere to start again",
        Fault.PUSHED_BACK: "handing the work back to the customer",
        Fault.OVER_PROMISE: "promising what cannot be done",
        Fault.STALL: "putting off where a no was certain",
    },
    Language.ZH: {
        Fault.BLAME: "责怪或贬低客户",
        Fault.DENIAL: "否认我方已知的问题",
        Fault.REPEATED: "把落空的承诺原样再说一遍",
        Fault.WALL: "只讲规定或只说不行，没有理由也没有出路",
        Fault.SENT_AWAY: "让客户另找别人从头再来",
        Fault.PUSHED_BACK: "把事情推回给客户",
        Fault.OVER_PROMISE: "答应做不到的事",
        Fault.STALL: "明知不行却拖着不说",
    },
}

SCORE_NAMES: Mapping[Language, Mapping[int, str]] = {
    Language.EN: {
        3: "delights",
        2: "exceeds",
        1: "meets",
        0: "neutral",
        -1: "falls short",
        -2: "lets down",
        -3: "does damage",
    },
    Language.ZH: {
        3: "令人喜悦",
        2: "超出期望",
        1: "符合期望",
        0: "中性",
        -1: "有落差",
        -2: "明显失望",
        -3: "伤害关系",
    },
}
"""What the customer makes of the reply."""

RULE_NAMES: Mapping[Language, Mapping[int, str]] = {
    Language.EN: {
        1: "blame, insult, or denial of a known failure",
        2: "a broken promise made again as it was",
        3: "a rule or a bare no, without a reason or another way",
        4: "sent elsewhere to start again, or the work handed back",
        5: "a promise that cannot be kept, or putting off a certain no",
        6: "half or more of what was asked is left open",
        7: "the answer came late: one lower",
        8: "how far the answer goes: seen, answered, or beyond",
        9: "how far our broken promise is put right",
    },
    Language.ZH: {
        1: "责怪、侮辱，或否认已知的问题",
        2: "落空的承诺原样再说一遍",
        3: "只讲规定或只说不行，没有理由也没有出路",
        4: "让客户另找别人从头再来，或把事情推回去",
        5: "答应做不到的事，或明知不行却拖着",
        6: "客户提的事有一半以上没有着落",
        7: "回复晚了，降一分",
        8: "看答复走到哪一步：看到了、答复了、还是想得更远",
        9: "看我方落空的承诺补救到什么程度",
    },
}
"""Which rule of the decision order fixed a score, by its number."""

OUTCOME_NAMES: Mapping[Language, Mapping[Outcome, str]] = {
    Language.EN: {Outcome.MET: "met", Outcome.MISSED: "missed", Outcome.NEVER_SEEN: "never seen"},
    Language.ZH: {Outcome.MET: "满足了", Outcome.MISSED: "没满足", Outcome.NEVER_SEEN: "没人看到"},
}

FATE_NAMES: Mapping[Language, Mapping[Fate, str]] = {
    Language.EN: {Fate.KEPT: "kept", Fate.BROKEN: "broken", Fate.OPEN: "still open"},
    Language.ZH: {Fate.KEPT: "已兑现", Fate.BROKEN: "没兑现", Fate.OPEN: "还没有结果"},
}

KIND_NAMES: Mapping[Language, Mapping[ExpectationKind, str]] = {
    Language.EN: {
        ExpectationKind.EXPLICIT: "asked for",
        ExpectationKind.IMPLICIT: "unspoken",
        ExpectationKind.NOT_YET_EXISTING: "not thought of yet",
    },
    Language.ZH: {
        ExpectationKind.EXPLICIT: "明说的",
        ExpectationKind.IMPLICIT: "没说出口的",
        ExpectationKind.NOT_YET_EXISTING: "还没想到的",
    },
}

RATER_NAMES: Mapping[Language, Mapping[RaterRole, str]] = {
    Language.EN: {RaterRole.AGENT: "agent", RaterRole.LEAD: "lead"},
    Language.ZH: {RaterRole.AGENT: "客服", RaterRole.LEAD: "负责人"},
}

_ROLES = {"customer": "客户", "agent": "客服", "colleague": "同事", "program": "程序"}
_NUMBERS = {"second": "二", "third": "三", "fourth": "四", "fifth": "五", "sixth": "六"}


def role_name(role: str, language: Language) -> str:
    """Who said a line, from the role a sheet gives in place of a name: `second customer` is 第二位客户."""
    if language is Language.EN:
        return role
    front, _, last = role.rpartition(" ")
    name = _ROLES.get(last, last)
    if not front:
        return name
    return f"第{_NUMBERS.get(front) or front.removesuffix('th')}位{name}"


def signed(score: int) -> str:
    """A score with its sign, as people write it: +2, 0, \u22121 with a true minus."""
    return f"+{score}" if score > 0 else f"\u2212{-score}" if score else "0"
