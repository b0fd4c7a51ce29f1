"""Every word motbot says to a person of all that it holds about them, in each language it speaks."""

from dataclasses import dataclass

from motbot.catalogue import translated
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
    setting: str
    welcomed: str
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
    day: str
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
    setting="You have set “{what}”: {value}.",
    welcomed="I have greeted you, on {when}.",
    moments="Customers' requests that were yours: {opened} open, {closed} closed. Their words are in your cards.",
    nudges="Private messages that I gave you: {count}.",
    acts="What you did with my cards: {acts}.",
    act="{name} {count}",
    act_names={
        Act.OPEN.value: "opened a conversation",
        Act.EDIT.value: "opened a draft",
        Act.EDITED.value: "edited a draft",
        Act.DRAFT.value: "had a reply drafted",
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
        Act.TAKE_OVER.value: "took over a promise",
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
        "cases": "answers of the model on cases",
        "backups": "backups",
    },
    day="1 day",
    days="{count} days",
    no_more="nothing",
    comma=", ",
)


def mine_wording(language: Language) -> MineWording:
    """The words of a language; English where it has none."""
    return translated(EN, language, context="slack.mine_phrases")
