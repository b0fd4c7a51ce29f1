"""Every word about silence and about how things stand, in each language motbot speaks."""

from dataclasses import dataclass

from motbot.catalogue import translated
from motbot.domain.language import Language
from motbot.domain.silence import NotSilenced


@dataclass(frozen=True, slots=True, kw_only=True)
class MuteWording:
    """One language. Texts with names in braces are filled by the renderer."""

    muted: str
    lifted: str
    not_muted: str
    refused: dict[NotSilenced, str]
    title: str
    loading: str
    failed: str
    awake: str
    silent: str
    quiet: str
    not_a_member: str
    until: str
    unmute: str
    moments: str
    promises: str
    no_promises: str
    messages: str
    quiet_hours: str
    no_quiet_hours: str
    coach_model: str
    coach_playbook: str
    desk: str
    channels: str
    model_answers: str
    model_silent: str
    prompts: str
    jobs: str


EN = MuteWording(
    muted="I am quiet until {when}. What is critical still comes, and so does what you asked to be reminded of; "
    "the rest waits, and others may take what is new. Only you know of this. /mot unmute ends it.",
    lifted="I am back. What has waited comes now, or after your quiet hours.",
    not_muted="You had not muted me: I am here.",
    refused={
        NotSilenced.NOT_A_MEMBER: "I write to members of this workspace only, so there is nothing to silence.",
        NotSilenced.NONSENSE: "I do not know that time. Try one of these, up to a week:\n"
        "/mot mute - until the end of today\n/mot mute 30m\n/mot mute 2h\n/mot mute until 15:00\n"
        "/mot mute until tomorrow 9:00",
        NotSilenced.NOT_NOW: "This could not be done just now. Please try again in a moment.",
    },
    title="How things stand",
    loading="Counting …",
    failed="This could not be read just now. Please try again in a moment.",
    awake="I am here",
    silent="I am quiet",
    quiet="Your quiet hours",
    not_a_member="I coach the members of this workspace, so nothing waits for you here.",
    until="You have muted me until {when}; /mot unmute ends it.",
    unmute="/mot mute gives you silence for as long as you like.",
    moments="Customers' requests open with you: {count}",
    promises="Promises I keep in view for you: {count}, due today {today}, past their time {late}",
    no_promises="Promises I keep in view for you: none",
    messages="New messages from me in 24 hours: {count}, {most} at most",
    quiet_hours="Quiet hours: {begin} to {end} on your clock",
    no_quiet_hours="Quiet hours: none",
    coach_model="Your coach: the language model; the playbook stands in when it does not answer",
    coach_playbook="Your coach: the playbook, without a language model",
    desk="For those who lead and train",
    channels="Watched channels of yours: {count}",
    model_answers="The language model answers",
    model_silent="The language model does not answer just now: the playbook stands in",
    prompts="Prompts live: {live}, on trial: {trial}",
    jobs="Jobs waiting or under way: {count}",
)


def mute_wording(language: Language) -> MuteWording:
    """The words of a language; English where it has none."""
    return translated(EN, language, context="slack.mute_wording")
