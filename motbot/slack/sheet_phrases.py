"""Which words motbot needs to speak of evaluation sheets in Slack, whatever the language."""

from dataclasses import dataclass

from motbot.domain.nudge import SheetPurpose
from motbot.domain.review import Failure, RemarkKind, ReviewState


@dataclass(frozen=True, slots=True, kw_only=True)
class SheetWording:
    """One language. Texts with names in braces are filled by the renderer."""

    title: str
    loading: str
    reading: str
    asking: str
    asking_offline: str
    agree: str
    failed: dict[Failure, str]
    unread: str
    retry: str
    unsaved: str
    how_to: str
    no_link: str

    whole: str
    contact_whole: str
    contact_of: str
    contacts: str
    contacts_whole: str
    words: str
    open_contact: str
    choose_contact: str
    score: str
    applies_not: str
    untrusted: str
    rule: str
    made_by_model: str
    made_by_playbook: str
    earlier: str
    earlier_open: str
    same_sheet: str
    agreement: str
    agreement_line: str
    agreement_bare: str
    agreement_none: str
    agreement_nowhere: str
    kappa_none: str

    asked: str
    said: str
    nobody_asked: str
    nobody_said: str
    all_words: str
    source: str
    files_only: str
    seen: str
    lacking: str
    expectations: str
    expectation: str
    promises: str
    promise_due: str
    better: str

    you: str
    human: str
    human_reason: str
    not_marked: str
    comma: str
    does: dict[RemarkKind, str]
    does_you: dict[RemarkKind, str]
    remark_by: str

    blind: str
    blind_missing: str
    blind_complete: str
    blind_sent: str
    blind_alone: str
    blind_row: str

    previous: str
    following: str
    overview: str
    more_part: str
    earlier_part: str
    part: str
    my_marks: str
    comment: str
    send: str
    as_text: str
    close: str

    marks_title: str
    marks_hint: str
    marks_hint_blind: str
    mark_placeholder: str
    mark_none: str
    mark_missing: str
    mark_reason: str
    mark_reason_hint: str
    remark_title: str
    remark_row: str
    remark_kind: str
    remark_kinds: dict[RemarkKind, str]
    remark_text: str
    remark_hint: str
    remark_missing: str
    text_title: str
    text_label: str
    text_hint: str
    done: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SheetNoteWording:
    """One language's words for messages that lead to a sheet, and for lists of sheets."""

    note: dict[SheetPurpose, str]
    note_ready_yours: str
    note_ready_by_lead: str
    note_ready_by_agent: str
    note_blind_yours: str
    note_blind: str
    note_failed: str
    note_disputed: str
    note_context: str
    note_answered: str
    note_marked: str
    note_marked_blind: str
    somebody: dict[bool, str]
    """Who has said something: by whether it is a lead."""
    about_contact: str
    about_whole: str
    open_sheet: str
    fill_in: str
    open_why: str

    home_sheets: str
    home_none: str
    home_more: str
    item: str
    item_about_you: str
    item_by_you: str
    item_blind: str
    item_state: dict[ReviewState, str]
    open_item: str
