"""The text that an admin or a lead may pin in a shared channel, in each language motbot speaks."""

from motbot.catalogue import translated
from motbot.domain.language import Language
from motbot.slack.home_phrases import SharedNoticeWording

EN = SharedNoticeWording(
    title="For shared channels",
    how="Copy the text, in one language or both, post it yourself and pin it. I never write in a channel.",
    close="Close",
    notice="Our team uses motbot in this channel. It reads what is written here and privately helps those of us who "
    "answer: to ask before we offer, to keep what we promise, and to check that the result is right for you. "
    "It never writes to you or in this channel, and nobody but our team sees what it says. "
    "If you would rather not have this, or want what is kept erased, tell us.",
    command="The text for shared channels, to copy. I never post it myself.",
    not_yours="This text is for those who lead a channel or look after me. Ask one of them.",
)


def shared_notice_wording(language: Language) -> SharedNoticeWording:
    """The words of a language; English where it has none."""
    return translated(EN, language, context="slack.shared_notice_wording")
