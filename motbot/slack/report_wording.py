"""What a report's window says of its own, in each language; the figures' words are the report's."""

from dataclasses import dataclass

from motbot.catalogue import translated
from motbot.domain.language import Language


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportWording:
    """One language."""

    title: str
    close: str
    not_yours: str
    how_to: str
    more: str


_EN = ReportWording(
    title="Report",
    close="Close",
    not_yours="Reports are for leads of a watched channel, for trainers and for admins, of the channels they are in. "
    "There is none for you here.",
    how_to="Type /mot report for the last 30 days of all your channels. You can add how far back it goes, such as 7d, "
    "12w or all, and “here” for this channel alone.",
    more="and {count} more: the whole report is made by motbot report, on the machine motbot runs on",
)


def report_wording(language: Language) -> ReportWording:
    """The words of a language; English where it has none."""
    return translated(_EN, language, context="slack.report_wording")
