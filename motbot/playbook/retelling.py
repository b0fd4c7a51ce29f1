"""Our English words of a promise as they are told again afterwards: "Priya will call you" as "Priya would call you"."""

import re

from motbot.playbook.voice import lowered

_WILL = r"(?:'ll| will| is going to| are going to| should)"
_THINGS = (
    "update|answer|reply|news|word|response|quote|invoice|report|draft|summary|list|link|statement|refund|plan|schedule"
    "|estimate|results?|fix|contract|offer"
)
_NAMED = r"(?:the|your|our|my|an?|both|all|this|that) [^,;]{1,50}?"
_MOVES = "arrive|ship|land|come|leave|start|open|finish|call|visit"
_RULES = tuple(
    (re.compile(pattern, re.IGNORECASE), form)
    for pattern, form in (
        (
            r"(?:(?:i|we) (?:promise|guarantee|expect|hope|think) (?:that )?)?you(?:'ll| will| should| can) (?P<do>.+)",
            "you'd {do}",
        ),
        (rf"(?P<who>[^,;]{{1,60}}?){_WILL} (?P<do>.+)", "{who} would {do}"),
        (r"(?:i'm |we're )?back (?P<do>to|with) you", "I'd be back {do} you"),
        (rf"(?:an? |the )?(?:next |full |final )?(?P<thing>{_THINGS})", "you'd have the {thing}"),
        (r"(?:an? |the )?(?P<thing>[\w -]{1,40}?)(?: is| are)? (?:expected|due)", "the {thing} would be there"),
        (rf"(?P<who>{_NAMED}) (?:is|are) (?:coming|arriving)(?P<do>.*)", "{who} would arrive{do}"),
        (rf"(?P<who>{_NAMED}) (?P<do>(?:{_MOVES})(?: .+)?)", "{who} would {do}"),
        (rf"(?P<who>{_NAMED}|(?-i:[A-Z][a-z]+)) (?P<do>{_MOVES})s(?P<more>(?: .+)?)", "{who} would {do}{more}"),
    )
)
"""How each form begins, and what it becomes; the first that fits the whole counts."""


def in_the_past(deed: str) -> str:
    """The deed, told without its time, in indirect speech; empty where no form fits."""
    text = " ".join(deed.replace("\N{RIGHT SINGLE QUOTATION MARK}", "'").split())
    for pattern, form in _RULES:
        if match := pattern.fullmatch(text):
            said = {name: words.lower() if name == "thing" else words for name, words in match.groupdict().items()}
            return lowered(form.format(**said).strip())
    return ""
