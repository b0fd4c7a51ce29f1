"""The words of a report: English stands here, every other language in its catalogue."""

from motbot.catalogue import translated
from motbot.domain.language import Language
from motbot.domain.report import ALL, NO_CHANGE, OTHERS
from motbot.domain.report_words import FigureWords, ReportWords

EN = ReportWords(
    title="What we made of our moments",
    span="{since} to {until}",
    span_open="Everything kept, until {until}",
    channels="{count} channels",
    channel="1 channel",
    zone="days and weeks of {zone}",
    nothing="Nothing was said in these channels in this time that could be counted.",
    none="None in this time.",
    merged="Groups of fewer than 5 are not shown separately: where there are too few, only the total stands, and what "
    "stands as “Others” is at least 5 together.",
    left_out="Slack did not say of some channel whether you are in it now: it is left out.",
    one_agent="A group of fewer than 5 sheets, or of one agent's alone, is not shown separately, since nothing here is "
    "about one person.",
    kept_back="The coach has not agreed well enough with people yet, so its scores are not shown.",
    untracked="Found in our words besides, and not tracked: {count}.",
    people="No person stands in this report, and nothing in it is counted by person.",
    aside=" ({words})",
    count="Count",
    share="Share",
    group="Group",
    revision="Written by",
    cards="Cards",
    used="Used",
    adapted="In parts",
    own="Own words",
    unanswered="No reply",
    edited="Adjusted",
    not_helpful="Not helpful",
    wrong="Wrong",
    channel_head="Channel",
    week_head="Week",
    score_head="Score",
    sheets="Sheets",
    typical="Median",
    coaches={"model": "model", "playbook": "playbook"},
    figures={
        "urgency": FigureWords(
            title="Moments by urgency",
            brief="moments",
            lead="moments",
            lead_one="moment",
            how="A moment is one request of a customer, from their first words about it until it is over. It counts "
            "on the day it was opened, with the urgency it was judged to have last.",
        ),
        "expectations": FigureWords(
            title="Kinds of expectation",
            lead="moments",
            lead_one="moment",
            how="Moments in which at least one expectation of the kind was found. One moment can hold all three, so "
            "the shares add up to more than 100%.",
        ),
        "channel_kinds": FigureWords(
            title="Where they were asked",
            lead="moments",
            lead_one="moment",
            how="Each moment once, by what the config says its channel is for.",
        ),
        "silent": FigureWords(
            title="Left in peace",
            lead="of {judged} bursts led to nothing shown",
            how="A burst is what customers write in one breath; it is judged once. Counted are those after which "
            "nobody was shown anything, by the reason.",
        ),
        "explored": FigureWords(
            title="Explored before offered",
            brief="explored first",
            lead="of {total} answered moments",
            lead_few="answered moments",
            lead_one="answered moment",
            how="Looked at is our first answer, all we said until the customer spoke again. Explored: one of its "
            "first three sentences asks something, and nothing is promised before it; “Anything else?” does not "
            "count. Whether the question was a good one is for the sheets.",
        ),
        "promises": FigureWords(
            title="Promises",
            brief="promises kept on time",
            lead="of {total} promises were kept on time",
            lead_few="promises",
            lead_one="promise",
            how="Promises that an agent had tracked, or said were kept, on the day they were made. One that was moved "
            "before its time counts by its new time; one that was missed stays late or broken, whatever followed.",
        ),
        "confirmed": FigureWords(
            title="Outcome confirmed",
            brief="confirmed",
            lead="of {total} moments",
            lead_few="moments",
            lead_one="moment",
            how="Confirmed by the customer: their own words say that all is well. By the agent: they pressed so. "
            "Unconfirmed: it rested away, since silence is not confirmation. Open: not over yet.",
        ),
        "nudges": FigureWords(
            title="What became of the drafts",
            brief="drafts used",
            lead="of {total} cards, the draft was used, whole or in parts",
            lead_few="cards with a draft",
            lead_one="card with a draft",
            how="Cards that were shown with a draft, by the revision that wrote it. Used: the agent's next reply and "
            "the draft share 90% of their words; in parts: 45%. Adjusted: the window to edit was sent. Not helpful "
            "and wrong: those buttons were pressed.",
        ),
        "scores": FigureWords(
            title="Scores of reviewed conversations",
            brief="conversations scored",
            lead="conversations with a score; the median is {typical}",
            lead_few="conversations with a score",
            lead_one="conversation with a score",
            how="The coach's score of each reviewed conversation, by the decision order; of several reviews the "
            "newest, blind ones left out. The scale's lower half (-3 to -1) is our own.",
        ),
        "scores_by_channel": FigureWords(
            title="Scores by channel",
            lead="conversations with a score",
            how="The same scores, by the channel the conversation stands in.",
        ),
        "scores_by_week": FigureWords(
            title="Scores by week",
            lead="conversations with a score",
            how="The same scores, by the ISO week of the message that was pointed at.",
        ),
    },
    names={
        OTHERS: "Others",
        ALL: "All together",
        "critical": "Critical",
        "high": "High",
        "normal": "Normal",
        "low": "Low",
        "none": "None",
        "explicit": "Stated",
        "implicit": "Unspoken",
        "not_yet_existing": "Not thought of yet",
        "customer": "Customer channels",
        "internal_request": "Internal requests",
        "thanks_closing": "Thanks, or a close",
        "fyi": "For information",
        "chit_chat": "Small talk",
        "bot": "Written by a program",
        "agent_to_agent": "Among ourselves",
        "customer_to_customer": "Among customers",
        "injection_only": "Words meant for a machine",
        "duplicate": "Said before",
        "answered": "Answered already",
        "expired": "Too old when it reached us",
        "below_sensitivity": "Below the channel's sensitivity",
        "daily_cap": "Over the daily limit",
        "quiet_hours": "Held back in an agent's quiet time",
        "nobody": "No agent to be told",
        NO_CHANGE: "No reason kept",
        "explored": "Explored first",
        "offered": "Offered at once",
        "on_time": "Kept on time",
        "late": "Kept late",
        "broken": "Broken",
        "open": "Open",
        "given_up": "Called off in time",
        "unsaid": "Nobody said",
        "by_customer": "By the customer",
        "by_agent": "By the agent",
        "unconfirmed": "Unconfirmed",
        "gone": "Taken back",
    },
)


def report_words(language: Language) -> ReportWords:
    """The words of a language; English where it has none."""
    return translated(EN, language, context="report")
