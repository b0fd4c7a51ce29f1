"""Every column that holds text, with what it says and what ends its time: a column without a rule fails a test."""

from collections.abc import Mapping
from dataclasses import dataclass

from motbot.domain.retention import Kind


@dataclass(frozen=True, slots=True, kw_only=True)
class TextRule:
    """The rule of one table: its rows go, or their words do, once their time is over."""

    kind: Kind
    words: Mapping[str, str]
    """Columns with words of people, accounts, or values that hold them; what they say."""
    ours: frozenset[str] = frozenset()
    """Columns with our own words alone: states, hashes, names of tasks, places in Slack."""


_PLACE = frozenset({"team", "channel"})

TEXT_RULES: Mapping[str, TextRule] = {
    "inbox": TextRule(
        kind=Kind.EVENT, words={"body": "what Slack sent, as it came"}, ours=frozenset({"team", "event_id"})
    ),
    "inbox_aside": TextRule(
        kind=Kind.EVENT, words={"body": "what could not be understood", "reason": "why"}, ours=frozenset({"team"})
    ),
    "answers": TextRule(
        kind=Kind.EVENT, words={"value": "what a model found in words"}, ours=frozenset({"key", "kind"})
    ),
    "lines": TextRule(kind=Kind.MOMENT, words={"value": "a message and who wrote it"}, ours=_PLACE | {"ts"}),
    "conversations": TextRule(kind=Kind.MOMENT, words={"value": "who has asked"}, ours=_PLACE | {"root_ts"}),
    "moments": TextRule(
        kind=Kind.MOMENT,
        words={
            "value": "quotes, expectations, drafts, the customer's account",
            "agent": "an account",
            "customer": "an account",
        },
        ours=_PLACE | {"stage", "began"},
    ),
    "promises": TextRule(
        kind=Kind.MOMENT,
        words={"value": "what was promised, due phrases, accounts", "agent": "an account"},
        ours=_PLACE | {"state"},
    ),
    "verdicts": TextRule(kind=Kind.MOMENT, words={"value": "what a coach found, its draft"}, ours=_PLACE),
    "whispers": TextRule(
        kind=Kind.MOMENT,
        words={"value": "what a message shows", "to_user": "an account", "key": "holds an account"},
        ours=frozenset({"team", "state"}),
    ),
    "feedback": TextRule(
        kind=Kind.MOMENT,
        words={"value": "what an agent did and wrote", "user_id": "an account"},
        ours=frozenset({"team"}),
    ),
    "mutes": TextRule(kind=Kind.WISH, words={"user_id": "an account"}, ours=frozenset({"team"})),
    "preferences": TextRule(
        kind=Kind.WISH, words={"user_id": "an account", "value": "what they have set"}, ours=frozenset({"team"})
    ),
    "channel_knowledge": TextRule(
        kind=Kind.OURS, words={"user_id": "an account", "value": "facts and limits of a channel"}, ours=_PLACE
    ),
    "reviews": TextRule(
        kind=Kind.SHEET,
        words={"value": "a conversation and its sheet", "agents": "accounts", "asked_by": "an account"},
        ours=_PLACE | {"ts", "content", "revision", "model", "language", "state", "scores"},
    ),
    "ratings": TextRule(
        kind=Kind.SHEET, words={"value": "a mark and why", "rater": "an account"}, ours=frozenset({"step"})
    ),
    "remarks": TextRule(kind=Kind.SHEET, words={"value": "what was said of a sheet", "user_id": "an account"}),
    "marks_sent": TextRule(kind=Kind.SHEET, words={"rater": "an account"}),
    "viewings": TextRule(kind=Kind.SHEET, words={"user_id": "an account"}, ours=frozenset({"role"})),
    "sheet_windows": TextRule(kind=Kind.SHEET, words={"user_id": "an account"}, ours=frozenset({"team", "id"})),
    "prompts": TextRule(kind=Kind.OURS, words={"value": "a trainer's text"}, ours=frozenset({"task", "digest"})),
    "prompt_standings": TextRule(kind=Kind.OURS, words={}, ours=frozenset({"task", "value"})),
    "prompt_changes": TextRule(
        kind=Kind.OURS, words={"value": "who has changed a prompt, and why"}, ours=frozenset({"task"})
    ),
    "prompt_revisions": TextRule(kind=Kind.OURS, words={}, ours=frozenset({"revision"})),
    "model_ledgers": TextRule(kind=Kind.OURS, words={}, ours=frozenset({"name", "value"})),
    "upkeep": TextRule(kind=Kind.OURS, words={}, ours=frozenset({"name", "about"})),
    "motbot_revision": TextRule(kind=Kind.OURS, words={}, ours=frozenset({"version_num"})),
    "procrastinate_jobs": TextRule(
        kind=Kind.MOMENT,
        words={"lock": "may hold an account", "args": "numbers; of a job that waits, its lock"},
        ours=frozenset({"queue_name", "task_name", "queueing_lock"}),
    ),
    "procrastinate_periodic_defers": TextRule(kind=Kind.OURS, words={}, ours=frozenset({"task_name", "periodic_id"})),
}
