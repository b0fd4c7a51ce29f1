"""Every word of the window in which somebody sets things for themselves, in each language motbot speaks."""

from motbot.catalogue import translated
from motbot.domain.language import Language
from motbot.slack.home_phrases import SettingsWording

EN = SettingsWording(
    title="Your settings",
    save="Save",
    close="Cancel",
    loading="One moment …",
    failed="Your settings could not be read just now. Please try again in a moment.",
    language="Language of what I write to you",
    language_default="The one your Slack is set to",
    quiet="Quiet hours",
    quiet_hint="On your own clock. What is critical still comes, and so does what you asked to be reminded of.",
    quiet_default="As usual here: {hours}",
    quiet_usually_none="none",
    quiet_own="My own, as below",
    quiet_none="None",
    quiet_from="From",
    quiet_to="To",
    quiet_missing="Choose two different times, or “None” above.",
    quiet_both="“None” is chosen above, and here are hours: choose “My own”, or take the hours out.",
    sensitivity="Tell me of requests that are",
    sensitivity_default="As pressing as each channel says",
    sensitivities={"low": "High or critical", "normal": "Normal and above", "high": "Of any urgency"},
    amount={
        "explore": "Explore: asking before offering",
        "offer": "Offer: covering what was asked for",
        "promise": "Action: promising what and by when",
        "confirm": "Confirm: is it right?",
    },
    amount_hint="What is high or critical always comes whole, and so do reminders of promises.",
    amounts={
        "more": "Coach me every time",
        "normal": "Less as it goes well",
        "fewer": "Less from the start",
    },
    not_saved="This could not be saved just now. Please try again in a moment.",
)


def settings_wording(language: Language) -> SettingsWording:
    """The words of a language; English where it has none."""
    return translated(EN, language, context="slack.settings_wording")
