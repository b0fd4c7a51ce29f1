"""Every word about a request that goes from one agent to another, in each language motbot speaks."""

from dataclasses import dataclass

from motbot.catalogue import translated
from motbot.domain.language import Language
from motbot.domain.typesetting import spaced


@dataclass(frozen=True, slots=True, kw_only=True)
class HandOverWording:
    """One language. Texts with names in braces are filled by the renderer; where a person stands, two texts meet."""

    from_giver: str
    """Behind the giver's name, for whoever has it now."""
    asks: str
    """Behind the name of whoever asks somebody to take it."""
    has_it: str
    """Behind the taker's name, for whoever has given it away."""
    stays: str
    """Above what they have promised in it."""
    asked: str
    said: str
    said_nothing: str
    promised: str
    promised_nothing: str
    pledge: str
    pledge_by: str
    to: str
    """Between giver and taker."""
    on: str
    promised_by: str
    """Before the name of whoever made a promise."""
    a_colleague: str
    """In place of a name that Slack does not know."""
    take_over: str
    taken_over: str
    mine: str
    comma: str
    department: str


EN = HandOverWording(
    from_giver=" had it before you. The story so far:",
    asks=" asks whether you can take it. The story so far:",
    has_it=" has it now.",
    stays="What you promised stays yours until somebody takes it over. You find it here and with /mot promises:",
    asked="They asked: {words}",
    said="We said: {words}",
    said_nothing="We have not answered yet.",
    promised="Promised: {several}",
    promised_nothing="Nothing is promised.",
    pledge="{what}",
    pledge_by="{what}, by {when}",
    to=" → ",
    on=" ({when})",
    promised_by="promised by ",
    a_colleague="a colleague",
    take_over="I take over the promise",
    taken_over="Taken over by a colleague: {what}",
    mine="Requests that were handed over, by you or to you",
    comma="; ",
    department="{department} asks",
)


def hand_over_wording(language: Language) -> HandOverWording:
    """The words of a language; English where it has none."""
    return translated(EN, language, context="slack.hand_over_wording")


def who_asks(department: str, language: Language) -> str:
    """That one of our own departments asks."""
    return spaced(hand_over_wording(language).department.format(department=department))
