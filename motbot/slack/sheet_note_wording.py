"""Every word motbot says of sheets in messages and lists, in each language it speaks."""

from motbot.catalogue import translated
from motbot.domain.language import Language
from motbot.domain.nudge import SheetPurpose
from motbot.domain.review import ReviewState
from motbot.slack.sheet_phrases import SheetNoteWording

EN = SheetNoteWording(
    note={
        SheetPurpose.READY: "The sheet is ready",
        SheetPurpose.BLIND: "Say what you think first",
        SheetPurpose.FAILED: "There is no sheet this time",
        SheetPurpose.DISPUTED: "Somebody sees it differently",
        SheetPurpose.CONTEXT: "Somebody has added context",
        SheetPurpose.ANSWERED: "Somebody has answered",
        SheetPurpose.MARKED: "Somebody has set marks of their own",
    },
    note_ready_yours="You asked for the evaluation sheet of this conversation. Those who answered in it have been told "
    "together with you: you and they see the same sheet.",
    note_ready_by_lead="A lead asked for the evaluation sheet of a conversation that you answered in. You were told "
    "together: you and the lead see the same sheet. Where it misses something, say so right in it: your marks and "
    "your words stand beside the coach's.",
    note_ready_by_agent="A colleague who answered in this conversation with you asked for its evaluation sheet. You "
    "were told together: you and they see the same sheet. Where it misses something, say so right in it.",
    note_blind_yours="Your calibration is ready: everybody fills in the sheet first, and sees the others' marks and "
    "the coach's once their own are sent.",
    note_blind="You answered in this conversation, and your view of it is asked for: everybody fills in the sheet "
    "first, and sees the others' marks and the coach's once their own are sent.",
    note_failed="You asked for the evaluation sheet of this conversation, and it could not be made.",
    note_disputed="{who} sees {what} differently. Their words stand in the sheet.",
    note_context="{who} has added something about {what} that the thread does not show.",
    note_answered="{who} has answered to what was said of {what}. Their words stand in the sheet.",
    note_marked="{who} has marked {what}. You see it in the sheet.",
    note_marked_blind="{who} has marked {what}. You see it in the sheet once your own marks are sent.",
    somebody={True: "A lead", False: "An agent of this conversation"},
    about_contact="contact {number}",
    about_whole="the conversation",
    open_sheet="Open the sheet",
    fill_in="Fill in the sheet",
    open_why="See why",
    home_sheets="Sheets",
    home_none="No evaluation sheets yet. Choose “Review this thread” in the menu of a message to get one.",
    home_more="and {count} more: /mot mine",
    item="#{channel} · {when}",
    item_about_you="about you",
    item_by_you="asked by you",
    item_blind="calibration",
    item_state={
        ReviewState.READING: "being read",
        ReviewState.ASKING: "waits for a yes",
        ReviewState.READY: "ready",
        ReviewState.FAILED: "could not be made",
    },
    open_item="Open",
)


def sheet_note_wording(language: Language) -> SheetNoteWording:
    """The words of a language; English where it has none."""
    return translated(EN, language, context="slack.sheet_note_wording")
