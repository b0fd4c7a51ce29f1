"""Every word that a written sheet says of its own, in each language; the names of behaviours stand in the domain."""

from collections.abc import Mapping
from dataclasses import dataclass

from motbot.domain.language import Language
from motbot.domain.review import Failure, RemarkKind
from motbot.domain.sheet_page import Hidden


@dataclass(frozen=True, slots=True, kw_only=True)
class SheetWording:
    """One language. Texts with names in braces are filled by whoever makes a document's parts."""

    title: str
    no_sheet: str
    failures: Mapping[Failure, str]
    whole: str
    contact: str
    conversations: str
    rule: str
    rule_of_contact: str
    asked: str
    said: str
    nobody_asked: str
    nobody_answered: str
    steps: str
    seen: str
    missing: str
    behaviour: str
    not_applicable: str
    hidden: Mapping[Hidden, str]
    expectations: str
    promises: str
    due: str
    better: str
    you: str
    remarks: Mapping[RemarkKind, str]
    made_by: Mapping[str, str]
    without_model: str
    earlier: str
    blind_sent: str
    blind_missing: str
    blind_ready: str
    agreement: str
    agreement_line: str
    agreement_kappa: str
    of_contacts: str
    """What an agreement without a step is about."""
    open: str
    """The words of a link to a message."""
    quote: str
    """Quotation marks around `{words}`."""
    colon: str
    semicolon: str
    comma: str
    months: tuple[str, ...]
    day: str
    moment: str
    untimed: str


EN = SheetWording(
    title="Evaluation sheet",
    no_sheet="There is no sheet here yet.",
    failures={
        Failure.NOT_YOURS: "There is no such conversation, or it is not yours to see.",
        Failure.EMPTY: "Nobody of the customer's side and ours has said anything here.",
        Failure.UNREADABLE: "Slack does not show this conversation now.",
        Failure.REFUSED: "The coach will not judge this conversation.",
    },
    whole="Whole conversation",
    contact="Contact {number}",
    conversations="Conversations",
    rule="What decided: {rule} (rule {number})",
    rule_of_contact="What decided: {rule} (rule {number}), in contact {contact}",
    asked="What they wrote",
    said="What we wrote",
    nobody_asked="Our side spoke first.",
    nobody_answered="Nobody has answered yet.",
    steps="Step by step",
    seen="Done",
    missing="Would have helped",
    behaviour="{name} ({id})",
    not_applicable="not applicable yet",
    hidden={
        Hidden.BLIND: "hidden until you have sent your own marks",
        Hidden.NOT_TRUSTED: "not shown: on such rows the coach does not agree with people well enough yet",
    },
    expectations="What they expected",
    promises="What was promised",
    due="due: {words}",
    better="What +3 would have been",
    you="you",
    remarks={RemarkKind.DISPUTE: "{who}, disputing this", RemarkKind.CONTEXT: "{who}, adding context"},
    made_by={
        "model": "Judged by the language model",
        "playbook": "Judged by the playbook, without a language model",
    },
    without_model="The language model was away: the playbook judged instead",
    earlier="The words have changed since review {review}.",
    blind_sent="Calibration: you have sent your marks; {sent} in all have.",
    blind_missing="Calibration: everybody marks first. Yours still to come: contacts {missing}.",
    blind_ready="Calibration: everybody marks first. Yours are complete and can be sent.",
    agreement="How the coach agrees with people",
    agreement_line="{kind}: {share} within one (marks: {pairs})",
    agreement_kappa="{line}, weighted kappa {kappa} (95 %: {low} to {high})",
    of_contacts="Contacts as a whole",
    open="open",
    quote="“{words}”",
    colon=": ",
    semicolon="; ",
    comma=", ",
    months=("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"),
    day="{day} {month} {year}",
    moment="{day} {month}, {clock}",
    untimed="The file gives no times: nothing was judged by how late it came.",
)

ZH = SheetWording(
    title="评价表",
    no_sheet="这里还没有评价表。",
    failures={
        Failure.NOT_YOURS: "没有这个对话，或者你无权查看。",
        Failure.EMPTY: "这里客户和我方都还没有说过话。",
        Failure.UNREADABLE: "Slack 现在不让读取这个对话。",
        Failure.REFUSED: "这个对话没能评价。",
    },
    whole="整段对话",
    contact="第 {number} 次接触",
    conversations="各个对话",
    rule="起决定作用的：{rule}（规则 {number}）",
    rule_of_contact="起决定作用的：第 {contact} 次接触里，{rule}（规则 {number}）",
    asked="客户写的",
    said="我们写的",
    nobody_asked="是我们先开的口。",
    nobody_answered="还没有人回复。",
    steps="逐步来看",
    seen="做到了",
    missing="要是还有就更好",
    behaviour="{name}（{id}）",
    not_applicable="还谈不上",
    hidden={
        Hidden.BLIND: "交了打分才显示",
        Hidden.NOT_TRUSTED: "不显示：这类打分上，教练和人还不够一致",
    },
    expectations="客户的期望",
    promises="答应过的事",
    due="时限：{words}",
    better="+3 会是怎样的",
    you="你",
    remarks={RemarkKind.DISPUTE: "{who}有不同看法", RemarkKind.CONTEXT: "{who}补充情况"},
    made_by={"model": "由教练借助语言模型评出", "playbook": "按话术手册评出，未用语言模型"},
    without_model="语言模型当时不可用，改按话术手册评出",
    earlier="第 {review} 号评价之后，对话有了变动。",
    blind_sent="校准：你的打分已交，连你在内交了 {sent} 份。",
    blind_missing="校准：每个人先各自打分。你还差第 {missing} 次接触。",
    blind_ready="校准：每个人先各自打分。你的已填完，可以交了。",
    agreement="教练和人的打分有多一致",
    agreement_line="{kind}：{pairs} 个打分，相差不超过一分的占 {share}",
    agreement_kappa="{line}，加权 kappa {kappa}（95%：{low} 至 {high}）",
    of_contacts="整次接触",
    open="打开",
    quote="“{words}”",
    colon="：",
    semicolon="；",
    comma="、",
    months=tuple(f"{month}月" for month in range(1, 13)),
    day="{year}年{month}{day}日",
    moment="{month}{day}日 {clock}",
    untimed="文件里没有时间，因此没有按快慢打分。",
)

_BY_LANGUAGE = {Language.EN: EN, Language.ZH: ZH}


def sheet_wording(language: Language) -> SheetWording:
    """The words of a language."""
    return _BY_LANGUAGE[language]
