"""Every word of the Home tab, in each language motbot speaks."""

from motbot.catalogue import translated
from motbot.domain.language import Language
from motbot.slack.home_phrases import HomeWording

EN = HomeWording(
    moments_title="Waiting for you",
    moments_hint="Customers' requests that are yours, what waits for an answer first. Only you see this.",
    moments_empty="No open request. When a customer asks for something, it stands here with its next step.",
    moments_more="and {count} more",
    steps={
        "ask": "ask first: one decisive fact is missing",
        "answer": "answer what they asked for",
        "complete": "something they asked for is still open",
        "confirm": "ask how it stands with them now",
        "keep": "do what was promised",
        "hear": "hear from them whether it came out right",
    },
    reply_by="reply by {when}",
    open_thread="Open",
    led_title="Your channels",
    led_hint="Open requests by stage, late replies of the last seven days, and late promises by the expectation they "
    "let down. Nobody is named here.",
    led_channel="#{channel}",
    led_quiet="nothing open, nothing late",
    led_stages={
        "exploring": "waiting for an answer: {count}",
        "offered": "answered: {count}",
        "acting": "something promised: {count}",
        "confirming": "waiting for the customer's word: {count}",
        "closed": "over: {count}",
    },
    led_late="promises late: {count}",
    led_late_replies="replies late: {count}",
    led_late_line="{what}, due {when}; lets down: {text}",
    led_late_unasked="{what}, due {when}",
    led_more="and more channels: {count}",
    prompts_title="Prompts in force",
    prompts_none="No prompt is published: the playbook coaches, or the model has not answered yet.",
    prompts_line="{task}: {version}, since {when}, published by {by}",
    prompts_trial="{task}, on trial with {share}%: {version}, since {when}, published by {by}",
    prompts_figures="when published: {figures}",
    prompts_unmeasured="no figures were stored with it",
    tasks={
        "assess": "finding what is asked for",
        "draft": "drafting replies",
        "confirm": "asking whether it is right",
        "read_replies": "reading our replies",
        "mend": "messages about promises",
        "review": "reviewing conversations",
    },
    settings_title="Your settings",
    settings_now="Language: {language} · {quiet} · Urgency: {sensitivity}",
    settings_open="Change",
    quiet_now="Quiet hours: {begin} to {end}",
    quiet_none="No quiet hours",
    quiet_usual="{quiet} (as usual here)",
    notice_title="For shared channels",
    notice_line="A short text tells everybody in a shared channel that motbot helps your team. You post and pin it; "
    "I never write there.",
    notice_open="Show the text",
    no_role="👋 Good to see you. I help the people who answer customers here, quietly and in private. Nothing waits "
    "for you just now. If you answer in a channel too, ask whoever set me up to add you.",
    not_a_member="👋 I help members of this workspace who answer customers. There is nothing for you to do here.",
    partial="Slack did not tell of every channel just now, so something may be missing.",
    cut="Lines that did not fit here: {count}.",
    comma=", ",
)


def home_wording(language: Language) -> HomeWording:
    """The words of a language; English where it has none."""
    return translated(EN, language, context="slack.home_wording")
