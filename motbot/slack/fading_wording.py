"""Every word about nudges that grow fewer, in each language motbot speaks."""

from dataclasses import dataclass

from motbot.catalogue import translated
from motbot.domain.language import Language


@dataclass(frozen=True, slots=True, kw_only=True)
class FadingWording:
    """One language. Texts with names in braces are filled by the renderer; `steps` goes by the step's name."""

    steps: dict[str, str]
    deeds: dict[str, str]
    short: str
    short_by_wish: str
    whole: str
    quieter: str
    quiet: str
    quieter_by_wish: str
    bring_back: str
    heading: str
    hint: str


EN = FadingWording(
    steps={"explore": "Explore", "offer": "Offer", "promise": "Action", "confirm": "Confirm"},
    deeds={
        "explore": "you asked before you offered",
        "offer": "you covered every wish in your own words",
        "promise": "you kept it in time",
        "confirm": "the outcome was confirmed without a prompt of mine",
    },
    short="Short, since in {well} of your last {of} {deed}. You steer this in the Home tab.",
    short_by_wish="Short, as you asked for. You steer this in the Home tab.",
    whole="Show everything",
    quieter="{step}: quieter now, since in {well} of your last {of} {deed}. Every second nudge is short.",
    quiet="{step}: quiet now, since in {well} of your last {of} {deed}. I speak up when it is pressing, or when nobody "
    "has answered halfway to the reply time.",
    quieter_by_wish="{step}: quiet, as you asked for. I speak up when it is pressing, or when nobody has answered "
    "halfway to the reply time.",
    bring_back="Bring them back",
    heading="Where I am quieter for you",
    hint="Only you see this. A slip brings the nudges of its step back at once; reminders of promises always come.",
)


def fading_wording(language: Language) -> FadingWording:
    """The words of a language; English where it has none."""
    return translated(EN, language, context="slack.fading_wording")
