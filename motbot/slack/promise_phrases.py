"""Which words motbot needs to speak of promises in Slack, whatever the language."""

from dataclasses import dataclass

from motbot.domain.due import Doubt
from motbot.domain.limits import LimitKind
from motbot.domain.nudge import NotePurpose
from motbot.domain.promise import Mending, Withdrawn


@dataclass(frozen=True, slots=True, kw_only=True)
class PromiseWording:
    """One language. Texts with names in braces are filled by the renderer."""

    promised: str
    promised_by_us: str
    """Over promises that are not all the reader's own; each says whose it is."""
    promised_done: str
    """Over the promises of a request that was called done."""
    due: str
    due_in_words: str
    due_moved: str
    was_due: str
    condition: str
    source: str
    tracked_at_once: str
    when: str
    no_time: str
    vague: str
    doubt: dict[Doubt, str]
    two_readings: str
    beyond: dict[LimitKind, str]
    instead: str
    behind: str
    unanswered: str
    more_unanswered: str
    evidence: str
    evidence_file: str
    mending: dict[Mending, str]
    mending_under_way: str
    cut: str
    kept: str
    withdrawn: dict[Withdrawn, str]
    more: str
    track: str
    untrack: str
    fix: str
    not_a_promise: str
    keep: str
    keep_surely: str
    move: str
    cannot: str
    note: dict[NotePurpose, str]
    """The headline over one promise."""
    notes: dict[NotePurpose, str]
    """The headline over several."""
    note_colleagues: str
    """The question about one promise that a colleague has made."""
    notes_colleagues: str
    """The same about several promises, some of them a colleague's."""
    note_tracked: str
    """The headline over a promise that is tracked, while nothing is to be done about it."""
    notes_tracked: str
    note_moved: str
    """The same over one that has been given another time."""
    notes_moved: str
    advice: dict[NotePurpose, str]
    settled: str
    to_be_told: str
    fix_title: str
    move_title: str
    day: str
    clock: str
    clock_hint: str
    reason: str
    reason_hint: str
    move_hint: str
    time_missing: str
    time_past: str
    time_far: str
    not_yours: str
    list_open: str
    list_ended: str
    list_late: str
    list_late_line: str
    list_none_late: str
    list_empty: str
    list_where: str
    list_partial: str
    not_read: str
    help: str
    home_title: str
    home_hint: str
    home_empty: str
