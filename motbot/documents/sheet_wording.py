"""Every word that a written sheet says of its own, in each language; the names of behaviours stand in the domain."""

from collections.abc import Mapping
from dataclasses import dataclass

from motbot.catalogue import translated
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
    department: str
    rule: str
    rule_of_contact: str
    asked: str
    said: str
    nobody_asked: str
    nobody_answered: str
    steps: str
    seen: str
    missing: str
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
    aside: str
    """Brackets around `{words}`, with the space before them where the language has one."""
    colon: str
    semicolon: str
    comma: str
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
    department="{department} asks",
    rule="What decided: {rule} (rule {number})",
    rule_of_contact="What decided: {rule} (rule {number}), in contact {contact}",
    asked="What they wrote",
    said="What we wrote",
    nobody_asked="Our side spoke first.",
    nobody_answered="Nobody has answered yet.",
    steps="Step by step",
    seen="Done",
    missing="Would have helped",
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
    remarks={
        RemarkKind.DISPUTE: "{who}, disputing this",
        RemarkKind.CONTEXT: "{who}, adding context",
        RemarkKind.ANSWER: "{who}, answering",
    },
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
    aside=" ({words})",
    colon=": ",
    semicolon="; ",
    comma=", ",
    untimed="The file gives no times: nothing was judged by how late it came.",
)


def sheet_wording(language: Language) -> SheetWording:
    """The words of a language; English where it has none."""
    return translated(EN, language, context="documents.sheet_wording")
