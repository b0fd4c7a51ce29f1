"""Every word of the first message somebody gets, in each language motbot speaks."""

from dataclasses import dataclass

from motbot.catalogue import translated
from motbot.domain.language import Language


@dataclass(frozen=True, slots=True, kw_only=True)
class WelcomeWording:
    """One language. Texts with names in braces are filled by the renderer."""

    headline: str
    intro: str
    does: tuple[str, ...]
    sees_title: str
    sees: str
    who_title: str
    who: str
    peace_title: str
    peace: str
    kept_title: str
    kept: str
    home: str


EN = WelcomeWording(
    headline="👋 Hello, I am motbot",
    intro="I sit beside you, in private, while you answer customers:",
    does=(
        "A customer asks for something: I show what they need and a reply you can change or ignore.",
        "You promise something: I keep it in view for you and remind you in time.",
        "It is done: I help you ask whether it is right for them.",
    ),
    sees_title="What I see",
    sees="The channels I was added to. Not your direct messages, and no other channel.",
    who_title="Who sees what",
    who="My messages to you are yours alone. Customers never see anything of me. Leads see figures of a channel, "
    "without names; a review of a conversation is shown to you and whoever asked for it at the same time.",
    peace_title="When you want quiet",
    peace="/mot mute 2h silences me; I also keep quiet hours. How much I say about each step is yours to set.",
    kept_title="What is kept",
    kept="In days: what Slack sends, {events}; requests, replies and promises, {moments} after they are over; reviews, "
    "{sheets}. /mot mine shows all that is held about you.",
    home="My Home tab, at the top of this conversation, has your open requests, your promises and your settings.",
)


def welcome_wording(language: Language) -> WelcomeWording:
    """The words of a language; English where it has none."""
    return translated(EN, language, context="slack.welcome_wording")
