"""Every word around advice that somebody has asked for, in each language motbot speaks."""

from dataclasses import dataclass

from motbot.catalogue import translated
from motbot.domain.advice import Unadvised
from motbot.domain.expectation import NegativeType
from motbot.domain.language import Language


@dataclass(frozen=True, slots=True, kw_only=True)
class CoachWording:
    """One language. Texts with names in braces are filled by the renderer."""

    title: str
    loading: str
    failed: str
    how_to: str
    unadvised: dict[Unadvised, str]
    no_request: str
    no_card: str
    negative: dict[NegativeType, str]
    own_card: str
    open_own_card: str
    by_model: str
    by_playbook: str
    model_away: str
    tasks: dict[str, str]
    source: str
    source_unnamed: str
    revision: str
    on_trial: str
    comma: str
    kept: str


EN = CoachWording(
    title="My advice",
    loading="Reading …",
    failed="This did not work just now. Please try again in a moment.",
    how_to="Type behind it what a customer says, as in\n"
    "/mot try The export fails again, and my board meets at three.\n"
    "You alone see what I would tell an agent about it. Nothing of it is kept.",
    unadvised={
        Unadvised.NOT_A_MEMBER: "I coach the members of this workspace. Guests and people of other companies cannot "
        "ask me: please turn to somebody here.",
        Unadvised.NOT_READABLE: "I can only read along where both of us are. Join the channel, or invite me there with "
        "/invite @motbot, and choose “Coach me on this” again. Direct messages stay between those who write them; "
        "what troubles you in one you can tell me in your own words: /mot try …",
        Unadvised.NO_WORDS: "There are no words here that I could read.",
        Unadvised.NOBODY_ASKS: "Up to here only your own side has said something. Choose a message of whoever asks.",
        Unadvised.TOO_LONG: "That is longer than I can read at once: give me the part that matters most, up to "
        "6,000 characters.",
        Unadvised.NOT_NOW: "Slack does not tell me enough just now. Please try again in a moment.",
    },
    no_request="Nothing to answer here",
    no_card="An agent would get no card for this: {reason}",
    negative={
        NegativeType.THANKS_CLOSING: "it is a thank-you or a goodbye.",
        NegativeType.FYI: "it only informs.",
        NegativeType.CHIT_CHAT: "it is small talk.",
        NegativeType.BOT: "a program wrote it.",
        NegativeType.AGENT_TO_AGENT: "it is said among ourselves.",
        NegativeType.CUSTOMER_TO_CUSTOMER: "customers say it to each other.",
        NegativeType.INJECTION_ONLY: "it wants to steer me, and asks for nothing.",
        NegativeType.DUPLICATE: "it repeats what was asked already.",
    },
    own_card="You have a card about this: ",
    open_own_card="open it",
    by_model="From the language model · {sources}",
    by_playbook="From the playbook · {sources}",
    model_away="The language model gave no answer, so the playbook stands in.",
    tasks={"assess": "read by", "draft": "reply by"},
    source="{task} {variant} {version} ({revision})",
    source_unnamed="{task} revision {revision}",
    revision="revision {revision}",
    on_trial="{source}, on trial",
    comma=" · ",
    kept="Only you see this. Nothing of it is kept.",
)


def coach_wording(language: Language) -> CoachWording:
    """The words of a language; English where it has none."""
    return translated(EN, language, context="slack.coach_wording")
