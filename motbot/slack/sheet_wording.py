"""Every word motbot says of evaluation sheets in Slack, in each language it speaks."""

from motbot.catalogue import translated
from motbot.domain.language import Language
from motbot.domain.review import Failure, RemarkKind
from motbot.slack.permalinks import NO_PERMALINK
from motbot.slack.sheet_phrases import SheetWording

EN = SheetWording(
    title="Evaluation sheet",
    loading="One moment …",
    reading="I am reading the conversation, and the sheet appears here as soon as it is done.\n"
    "You can close this window: I send you a message then.",
    asking="This is a long conversation: {lines:,} messages. To judge it takes about {calls} calls of the language "
    "model and some {tokens:,} tokens. Shall I?",
    asking_offline="This is a long conversation: {lines:,} messages. It may take a little while. Shall I?",
    agree="Yes, review it",
    failed={
        Failure.NOT_YOURS: "There is nothing here that I can show you. A sheet is for those who answer in a "
        "conversation, the leads of its channel and the trainers, as long as they are in that channel; and only for "
        "conversations in channels that I watch.",
        Failure.EMPTY: "Nobody has said anything in this conversation that could be judged, so there is no sheet.",
        Failure.UNREADABLE: "Slack does not show me this conversation just now, so there is no sheet yet. "
        "Please ask again in a while.",
        Failure.REFUSED: "This conversation could not be judged, so there is no sheet. It counts against nobody.",
    },
    unread="This could not be read just now. Please try again in a moment.",
    retry="Try again",
    unsaved="This could not be saved just now. Please try again in a moment.",
    how_to="To get the evaluation sheet of a conversation:\n"
    "• in the menu of any of its messages, choose “Review this thread”; or\n"
    "• copy the link of one of its messages and type /mot review <link>\n"
    "/mot review calibrate <link> lets everybody fill in the sheet before anybody sees a score.\n"
    "Those who answered in it are told together with you and see the same sheet.",
    no_link=NO_PERMALINK,
    whole="The conversation as a whole",
    contact_whole="This contact as a whole",
    contact_of="Contact {number} of {count}",
    contacts="Contact by contact",
    contacts_whole="Contacts as a whole",
    words="“{words}”",
    open_contact="Open",
    choose_contact="Open a contact …",
    score="{score} {name}",
    applies_not="not applicable yet",
    untrusted="the coach's score is not shown",
    rule="What decided it – {rule}",
    made_by_model="Made by the coach with the language model. It can be wrong: your marks stand beside it.",
    made_by_playbook="Made from the playbook, without a language model. It can be wrong: your marks stand beside it.",
    earlier="There is a sheet of this conversation from before; something in it has changed since.",
    earlier_open="Open that one",
    same_sheet="Everybody who may see this sheet sees the same one; each time is written down for those it is about.",
    agreement="How well the coach agrees with people here",
    agreement_line="{row}: {within} % within one point, kappa {kappa} ({low} to {high}); marks: {pairs}",
    agreement_bare="{row}: {within} % within one point, {kappa}; marks: {pairs}",
    agreement_none="{row}: nobody has marked it yet",
    agreement_nowhere="Nobody has set marks of their own yet.",
    kappa_none="kappa not defined yet",
    asked="What they wrote",
    said="What we wrote",
    nobody_asked="Our side spoke first.",
    nobody_said="Nobody has answered yet.",
    all_words="read all of it",
    source="see it",
    files_only="(no words)",
    seen="Done: {names}",
    lacking="Would have helped: {names}",
    expectations="What they expected",
    expectation="{kind}, {outcome}: ",
    promises="What was promised",
    promise_due=" ({due})",
    better="What +3 would have been",
    you="You",
    human="{who}: {score}",
    human_reason="{who}: {score}: “{reason}”",
    not_marked="not marked yet",
    comma=", ",
    does={RemarkKind.DISPUTE: "sees it differently", RemarkKind.CONTEXT: "adds", RemarkKind.ANSWER: "answers"},
    does_you={RemarkKind.DISPUTE: "see it differently", RemarkKind.CONTEXT: "add", RemarkKind.ANSWER: "answer"},
    remark_by="{who} {does} ({when}):",
    blind="Calibration: say what you think first. The coach's scores and everybody else's appear here once you have "
    "sent yours.",
    blind_missing="Open each contact and mark it as a whole. Still without your mark: contact {numbers}.",
    blind_complete="Every contact has your mark. Send them to see the sheet.",
    blind_sent="Calibration: your marks are sent, together with you {count} so far. Those still to come appear here.",
    blind_alone="Calibration: your marks are sent. You are the first; the others' appear here as they come.",
    blind_row="shown once your marks are sent",
    previous="‹ Previous",
    following="Next ›",
    overview="Overview",
    more_part="More ›",
    earlier_part="‹ Before",
    part="Part {number} of {count}",
    my_marks="My marks",
    comment="Dispute or add context",
    send="Send my marks",
    as_text="As text",
    close="Close",
    marks_title="My marks",
    marks_hint="Mark what you like and leave out the rest. Yours stand beside the coach's; nothing is overwritten.",
    marks_hint_blind="Nobody sees these before they have sent their own.",
    mark_placeholder="no mark",
    mark_none="not applicable yet",
    mark_missing="Choose at least one mark.",
    mark_reason="Why?",
    mark_reason_hint="In a line or two, for those who read the sheet with you.",
    remark_title="Dispute or add context",
    remark_row="About",
    remark_kind="What is it?",
    remark_kinds={
        RemarkKind.DISPUTE: "I see this differently",
        RemarkKind.CONTEXT: "Something the thread does not show",
        RemarkKind.ANSWER: "An answer to what somebody has said here",
    },
    remark_text="In your words",
    remark_hint="It stands beside the row, in full. The others are told that you said something, not what.",
    remark_missing="A few words are needed here.",
    text_title="As text",
    text_label="To copy, {number} of {count}",
    text_hint="Nothing that is changed here is kept.",
    done="Done",
)


def sheet_wording(language: Language) -> SheetWording:
    """The words of a language; English where it has none."""
    return translated(EN, language, context="slack.sheet_wording")
