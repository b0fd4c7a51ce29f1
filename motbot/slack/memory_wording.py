"""Every word on a card about what a customer asked before, in each language motbot speaks."""

from dataclasses import dataclass

from motbot.catalogue import translated
from motbot.domain.language import Language
from motbot.domain.memory import Ending


@dataclass(frozen=True, slots=True, kw_only=True)
class MemoryWording:
    """One language. Texts with names in braces are filled by the renderer."""

    again: str
    last: str
    before: str
    before_one: str
    ending: dict[Ending, str]
    thanks: str
    owed: str
    owed_several: str
    owed_one: str
    owed_by: str
    owed_late: str
    comma: str


EN = MemoryWording(
    again="They have asked about this before ({day}): “{about}”, {ending}. Say that you know.",
    last="Last time ({day}): “{about}”, {ending}.",
    before="Before that: {several}",
    before_one="“{about}” ({day}, {ending})",
    ending={
        Ending.OPEN: "still open",
        Ending.WELL: "it ended well",
        Ending.NOT_WELL: "it did not go as they had hoped",
        Ending.THANKED: "they said thanks in the end",
        Ending.UNSAID: "nobody said how it ended",
    },
    thanks=" They were glad: “{thanks}”",
    owed="One promise to them is still open: {several}",
    owed_several="{count} promises to them are still open: {several}",
    owed_one="{what}",
    owed_by="{what}, by {when}",
    owed_late="{what}, was due {when}",
    comma="; ",
)


def memory_wording(language: Language) -> MemoryWording:
    """The words of a language; English where it has none."""
    return translated(EN, language, context="slack.memory_wording")
