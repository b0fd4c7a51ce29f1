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
_TO_THEIRS = r"(?:\w+ )?(?:inbox|hands?|mailbox|account|system|folder|desk|door|office|site|table|screen|card)"
_GOING = r"(?:'re going to| are going to| shall)"
_BE = r"(?:'s|'re| is| are| will be|'ll be)"
_PLACE = r"(?:in|on|at|with|out|there|ready|done|fixed|live|yours|sorted|back|finished|up)\b[^,;]*"
_RULES = tuple(
    (re.compile(pattern, re.IGNORECASE), form)
    for pattern, form in (
        (
            r"(?:(?:i|we) (?:promise|guarantee|expect|hope|think) (?:that )?)?you(?:'ll| will| should| can) (?P<do>.+)",
            "you'd {do}",
        ),
        (rf"(?P<who>[^,;]{{1,60}}?){_WILL} (?P<do>.+)", "{who} would {do}"),
        (
            rf"(?:(?:ok|okay|sure|yes|of course)[, ]+)?you{_GOING}? (?P<do>(?:have|get|receive|find|see)\b.+)",
            "you'd {do}",
        ),
        (r"you(?:'re| are) (?:getting|receiving) (?P<do>.+)", "you'd get {do}"),
        (
            rf"(?P<who>it|they|this|that|both|everything|all of (?:it|them)|{_NAMED}){_BE} (?P<do>{_PLACE})",
            "{who} would be {do}",
        ),
        (
            r"(?P<who>it|they) (?P<do>reach|arrive|ship|land|come|go)(?:es|s)?(?P<more>(?: .+)?)",
            "{who} would {do}{more}",
        ),
        (rf"(?:all )?(?P<do>(?:in|on|at) your {_TO_THEIRS}|with you|yours)", "it would be {do}"),
        (r"expect (?P<do>.+)", "you could expect {do}"),
        (r"(?:(?:on it|i'm on it|we're on it)[, ]+)?(?:i'm |we're )?back (?P<do>to|with) you", "I'd be back {do} you"),
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
            if "do" in said and match.start("do") == 0:
                said["do"] = said["do"][:1].lower() + said["do"][1:]
            return lowered(form.format(**said).strip())
    return ""
