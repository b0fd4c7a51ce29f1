"""Which words motbot needs of its own in Slack, whatever the language."""

from dataclasses import dataclass

from motbot.domain.expectation import ExpectationKind, Urgency
from motbot.domain.moment import CloseReason, Stage
from motbot.domain.nudge import NudgeKind, PromptPurpose


@dataclass(frozen=True, slots=True, kw_only=True)
class Wording:
    """One language. Texts with names in braces are filled by the renderer."""

    urgency: dict[Urgency, str]
    reply_by: str
    reply_was_due: str
    unsolved: str
    """In place of a new request, where what was delivered does not do."""
    answered_us: str
    """Likewise, where they answer what our side asked."""
    stage: dict[Stage, str]
    called_done: str
    closed: dict[CloseReason, str]
    kind: dict[ExpectationKind, str]
    label: str
    evidence: str
    shows: str
    more_needs: str
    needs: str
    needs_answered: str
    in_channel: str
    said: str
    say_no: str
    say_no_bare: str
    ask: str
    reply_heading: dict[NudgeKind, str]
    drafting: str
    draft_offered: str
    drafted_without_model: str
    cut_reply: str
    look_at_times: str
    why: str
    known: str
    claimed: str
    without_model: str
    open_thread: str
    edit: str
    draft: str
    claim: str
    done: str
    later: str
    reminded_at: str
    """Once that was pressed."""
    not_helpful: str
    wrong: str
    mute: str
    summary: str
    prompt: dict[PromptPurpose, str]
    prompt_reply: str
    open_card: str
    confirmed: str
    not_quite: str
    still_running: str
    settled: dict[str, str]
    settled_other: str
    edit_title: str
    edit_reply: str
    edit_reply_hint: str
    edit_known: str
    edit_known_hint: str
    edit_known_example: str
    save: str
    send: str
    close: str
    not_helpful_title: str
    not_helpful_question: str
    reasons: dict[str, str]
    note: str
    wrong_title: str
    wrong_question: str
    not_yours: str
    somebody: str
    """In place of a mention of an account whose name is not known."""
    some_channel: str
    """Likewise of a channel."""
    not_saved: str
