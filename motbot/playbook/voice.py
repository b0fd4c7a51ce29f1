"""A customer's words as somebody else says them: to the customer ("your"), or about the customer ("their")."""

import re
from collections.abc import Mapping

from motbot.domain.language import Language

_WORD = re.compile(
    r"\b(?:(?:I|we) (?:am|was|were|are)|(?:am|was) I|(?:I|we|you)['’](?:m|re|ve|d|ll)"
    r"|I|we|my|our|mine|ours|me|us|myself|ourselves|you|your|yours|yourself)\b",
    re.IGNORECASE,
)
_SMALL = re.compile(
    r"(?!(?-i:I\b|I'|IT\b|US\b))(?:a|an|the|this|that|these|those|there|here|it|he|she|they|we|you|my|our|your|his|her|their|its|some"
    r"|any|all|both|each|every|no|not|nobody|nothing|none|everybody|everything|someone|somebody|something|what|when|where"
    r"|which|who|why|how|if|whether|is|are|was|were|can|could|will|would|should|do|does|did|has|have|had|still|today|tomorrow"
    r"|yesterday|since|maybe|perhaps|also|but|and|so|then|before|because|though|once|one|two|three|four|five|several|last|next|just|for|with|at|on|in|by|to|from|after|before|[a-z]+(?:ing|ed|ly|tion|tions|ments?|ies)|we'\w+|it's|that's"
    r"|there's|coffee|tea|water|breakfast|lunch|dinner|snacks|catering|chairs|tables?|rooms?|parking|flowers|tickets?|samples?|quotes?|checkout|login|logins|export|exports|imports?|invoices?|dashboard|reports?|website|sites?|servers?|systems?"
    r"|visitors?|guests?|customers?|clients?|users?|patients?|students?|parents|people|staff|colleagues|parcels?|labels?"
    r"|apps?|emails?|printers?|data|access|orders?|passwords?|page|pages|link|links|files?|calls?|phones?|printing|send"
    r"|raise|add|get|give|make|please|look|check|find|book|change)\b",
    re.IGNORECASE,
)
_YOU = {
    "i": "you",
    "we": "you",
    "my": "your",
    "our": "your",
    "mine": "yours",
    "ours": "yours",
    "me": "you",
    "us": "you",
    "myself": "yourself",
    "ourselves": "yourselves",
    "your": "our",
    "yours": "ours",
    "yourself": "ourselves",
}
_THEY = {
    "i": "they",
    "we": "they",
    "my": "their",
    "our": "their",
    "mine": "theirs",
    "ours": "theirs",
    "me": "them",
    "us": "them",
    "myself": "themselves",
    "ourselves": "themselves",
}
_THEM = {"you": "them", "your": "their", "yours": "theirs", "yourself": "themselves"}
_TO_THEM = re.compile(
    r"\b(?:you(?:'(?:ll|re|ve|d)| (?:will|can|are|have|need|should|get|could|do|want|like)\b)|yourself|yours|your|you)",
    re.IGNORECASE,
)
_TO_THEM_ZH = re.compile(r"[您你]们?")
_BEFORE_US = re.compile(
    r"(?:to|for|with|from|of|by|at|about|on|than|ask|asked|tell|told|give|gave|let|contact|contacted|pay|paid|thank|reach"
    r"|email|emailed|call|called|owe|send|sent|get|got|help|meet|met|join|see|bring|brought|show|catch|remind|update|visit)$",
    re.IGNORECASE,
)
_GOES_ON = re.compile(
    r"\s*(?:$|[.,;:!?)]|(?:for|to|at|on|in|with|about|by|from|of|over|up|the|an?|my|our|this|that|these|those|some\w*|any\w*|all|it|them"
    r"|soon|again|back|today|tomorrow|tonight|later|next|and|or|so|if|when|what|how|why|where|who|which)\b)",
    re.IGNORECASE,
)
"""What follows "you" where somebody does something to us, rather than we something ourselves."""
_OPENS = re.compile(
    r"(?:if|when|whether|that|what|how|why|where|who|which|because|since|until|while|as|than|and|or|but|so|before|after|once"
    r"|can|could|will|would|should|shall|may|might|do|does|did|are|were|have|had|must|aren't|don't|didn't|can't|won't|,)?$"
    r"|.*[,.;:!?]$",
    re.IGNORECASE,
)
_ZH_WORD = re.compile(
    r"我们(?:公司|店(?![里员长]|铺)|厂(?![里长])|学校|医院|酒店|部门|团队|这边)?|咱们|我|您们|你们|您(?!好)|你(?!好)"
)
_SOFTLY = re.compile(r"(?<=[\u4e00-\u9fff])一下(?=[^，,。]{2})|[吧呗哈呀啊哦哟](?=[，,])")
_PLEASE = re.compile(r",?\s+(?:please|pls)\b(?=\W*$)|\s+(?:please|pls)\b", re.IGNORECASE)
_ZH_YOU = {
    "我们公司": "贵公司",
    "我们店": "贵店",
    "我们厂": "贵厂",
    "我们学校": "贵校",
    "我们医院": "贵院",
    "我们酒店": "贵酒店",
    "我们部门": "贵部门",
    "我们团队": "贵团队",
    "我": "您",
    "您们": "我们",
    "你们": "我们",
    "您": "我们",
    "你": "我们",
}


def to_customer(text: str, language: Language) -> str:
    """The words as our side says them to the customer: my -> your, your -> our, 我 -> 您."""
    if language is Language.ZH:
        return _ZH_WORD.sub(lambda match: _ZH_YOU.get(match[0], "您这边"), _SOFTLY.sub("", text))
    return _swapped(text, _YOU, "you")


def lowered(text: str) -> str:
    """Small at the front where a word stands there that is no name."""
    return text[:1].lower() + text[1:] if _SMALL.match(text) else text


def about_customer(text: str, language: Language) -> str:
    """The words as the card says them about the customer, to the agent: my -> their, and "you" stays the agent."""
    return text if language is Language.ZH else _swapped(text, _THEY, "they")


def about_reader(text: str, language: Language) -> str:
    """Our words to the customer as the card says them to the agent: your -> their, you -> them, 您 -> 对方."""
    if language is Language.ZH:
        return _TO_THEM_ZH.sub("对方", text)
    return _TO_THEM.sub(lambda match: _THEM.get(match[0].casefold(), "they" + match[0][3:]), text.replace("’", "'"))


def _swapped(text: str, table: Mapping[str, str], subject: str) -> str:
    def said(match: re.Match[str]) -> str:
        before = text[: match.start()].split()
        last = before[-1] if before else ""
        is_object = _BEFORE_US.match(last) or (_GOES_ON.match(text, match.end()) and not _OPENS.match(last))
        return _one(match[0].casefold(), match[0], table, subject, us=bool(is_object))

    text = _PLEASE.sub("", " ".join(text.replace("’", "'").split()))
    return _WORD.sub(said, text)


def _one(words: str, original: str, table: Mapping[str, str], subject: str, *, us: bool) -> str:
    """One pronoun, with the verb that leans on it."""
    pronoun, _, verb = words.replace("'", " '").partition(" ")
    if words in {"am i", "was i"}:
        return f"{'are' if pronoun == 'am' else 'were'} {subject}"
    if original == "US":
        return original
    if pronoun == "you":
        return original if subject == "they" else f"we{verb}" if verb else "us" if us else "we"
    new = table.get(pronoun, original)
    if not verb:
        return new
    tied = {"am": "are", "was": "were", "'m": "'re"}.get(verb, verb)
    return f"{new}{tied}" if tied.startswith("'") else f"{new} {tied}"
