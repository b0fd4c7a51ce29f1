"""How a promise is called on the agent's card: what is to be done, or the thing that will be there, in a few words."""

import re
from collections.abc import Sequence

from motbot.domain.language import Language, is_chinese_character
from motbot.playbook.voice import about_reader, lowered
from motbot.playbook.wording import shortened

AT_MOST = 60
"""Characters of a promise's name: more is not read in a list."""
_AT_LEAST = 16
"""Characters that must be left where a long name is cut at a joint."""
_EDGES = " \t\n,.!?;:~-–—。、，；：！…"
_SOFTLY = r"(?: (?:all|also|both|then|now|just|personally|probably|\w+ly))*"
_LEADS = re.compile(r"(?:(?:also|then|now|just)\s+)+", re.IGNORECASE)
_SUBJECT = (
    r"(?P<who>(?!(?:i|we|they|he|she|you|it|that|this|there|when|while|before|after|where|whoever|if)\b)[^,;:]{1,40}?)"
)
_WILL = rf"(?:'ll| will| shall| should| is going to| are going to){_SOFTLY}"
_WILL_BE = re.compile(rf"{_SUBJECT}{_WILL} be (?P<rest>.+)", re.IGNORECASE)
_WILL_DO = re.compile(rf"{_SUBJECT}{_WILL} (?P<rest>.+)", re.IGNORECASE)
_IS_DOING = re.compile(rf"{_SUBJECT} (?:is|are){_SOFTLY} (?P<rest>(?:\w+ing|with|at|on|there)\b.*)", re.IGNORECASE)
_DOES = re.compile(
    r"(?P<who>(?:(?:[Oo]ur|[Tt]heir|[Yy]our|[Tt]he|[Aa]|[Mm]y) (?:[\w-]+ )+?"
    r"|(?!(?:It|This|That|They|These|Both|By) )[A-Z][\w'-]+ (?:[\w-]+ ){0,4}?))"
    r"(?P<verb>(?!is\b|was\b|this\b)[a-z]{3,}s)"
    r"(?P<rest> (?:them|their|it|both|all|this|that|the|an?|over|back|again|out|by|to|off|up)\b.*"
    r"|(?<=comes)|(?<=arrives))"
)
_HAVE = re.compile(
    r"(?:they(?:'ll| will| shall| can| should|(?:'re| are) going to)?(?: all| both| also| then| each)?"
    r" (?:have|get|receive|expect|be (?:getting|receiving))|they(?:'re| are) (?:getting|receiving)|expect)"
    r" (?P<rest>.+)",
    re.IGNORECASE,
)
_HAVE_ZH = re.compile(r"对方(?:那边|这边)?(?:就|也|都|陆续|便)*(?:能|会|可以|将)?(?:就|陆续)?(?:收到|拿到)(?P<rest>.+)")
_THING_FIRST_ZH = re.compile(
    r"(?P<thing>(?![把将被给有等到问查看核确收拿办处修弄我]|[您你](?!.{1,6}的))(?!.*(?:什么|几[点天时]|怎么|哪|是否|能不能|时候|以后|之后))[^，。,我]{2,24}"
    r"(?<![了后完好到前会]))我(?:们|这边)?(?P<rest>(?:会|来|再|先|就|都|也|一起|一并|一块|这就|马上|尽快)*"
    r"(?P<deed>发到|发给|发|寄到|寄给|寄|传给|传|送到|送给|送|转给|转|交给|告诉|报给)[^，。,]+)"
)
"""The thing named in front of who deals with it: 说明书我发您."""
_OF_US_ZH = re.compile(r"[^，,]我(?!们的|的|司|方)")
"""In a name: somebody of ours deals with something told in front of them."""
_SOON_ZH = re.compile(r"^(?:会|这就|马上|尽快|就)+")
_OURS_DOING = re.compile(r"(?:i|we)(?:'m|'re| am| are)? (?P<rest>.+)", re.IGNORECASE)
_BACK = re.compile(r"(?:be )?b(?P<rest>ack (?:to|with) them\b.*)", re.IGNORECASE)
_OF_THE_AGENT = re.compile(r"\b(?:my|mine|myself|me|(?<=\s)I)\b(?!')", re.IGNORECASE)
_AGENTS = {"my": "your", "mine": "yours", "myself": "yourself", "me": "you", "i": "you"}
_SAYS_NOTHING = re.compile(
    r"(?:(?:it|its|this|that|them|they|these|those|both|all|everything|you|yours|theirs|me|us|i|we|have|get|be|will|can|should|do|done"
    r"|to|for|from|on|in|at|ll|m|re|hear|see|receive|ready|there|here|sorted|back up|eta|expected"
    r"|对方|您|你|我们?|它|这个|那个|就|都|能|会|将|可以|到|收到|拿到|看到|发|给|弄|办|做|完|好|一起)(?:\b|(?<=[\u4e00-\u9fff]))\W*)+",
    re.IGNORECASE,
)
_JOINTS = (
    re.compile(r"[,;，；]\s*"),
    re.compile(
        r"\s+(?:and|so that|so|because|as|which|who|while|to make sure|in order to)\s|、|以便|因为", re.IGNORECASE
    ),
)


def with_its_thing(deed: str) -> str:
    """A Chinese deed whose thing stands in front of 我, as it fits behind any name: 说明书我发您 is 把说明书发您."""
    found = _THING_FIRST_ZH.fullmatch(deed)
    return f"把{found['thing'].strip()}{_SOON_ZH.sub('', found['rest'])}" if found else deed


def called(deeds: Sequence[str], words: str) -> str:
    """The name of a promise that says these things; its own words where they say nothing without what is around them.

    `deeds` are its clauses without their times and without "I will"; `words` is all of it, verbatim.
    """
    if len(deeds) > 1 and len(words) <= AT_MOST and _SAYS_NOTHING.fullmatch(_named(deeds[-1])):
        return words.strip(_EDGES)
    telling = [name for name in map(_named, deeds) if name and not _SAYS_NOTHING.fullmatch(name)]
    name = ""
    for one in telling:
        longer = f"{name}{'，' if _chinese(name + one) else ', '}{one}" if name else one
        if name and len(longer) > AT_MOST:
            break
        name = longer
    return _cut(name if name and not _OF_US_ZH.search(name) else words.strip(_EDGES))


def _named(deed: str) -> str:
    """One clause as something to do or as a thing that will be there."""
    if _chinese(deed):
        text = about_reader(deed, Language.ZH).strip(_EDGES)
        return found["rest"] if (found := _HAVE_ZH.fullmatch(text)) else text
    whole = about_reader(deed, Language.EN).strip(_EDGES)
    told = whole[lead.end() :] if (lead := _LEADS.match(whole)) else whole
    text = _OF_THE_AGENT.sub(lambda match: _AGENTS[match[0].casefold()], told)
    for form, frame in (
        (_HAVE, "{rest}"),
        (_BACK, "get b{rest}"),
        (_OURS_DOING, "{rest}"),
        (_WILL_BE, "{who} {rest}"),
        (_WILL_DO, "{who} to {rest}"),
        (_IS_DOING, "{who} {rest}"),
    ):
        if found := form.fullmatch(text):
            return lowered(frame.format(who=lowered(found.groupdict().get("who", "")), rest=found["rest"]))
    if found := _DOES.fullmatch(text):
        return f"{lowered(found['who'])}to {_plain_verb(found['verb'])}{found['rest']}"
    return lowered(text)


def _plain_verb(verb: str) -> str:
    """The infinitive of a form with "s": replies -> reply, fixes -> fix, calls -> call."""
    if verb.endswith("ies"):
        return f"{verb[:-3]}y"
    return verb[:-2] if verb.endswith(("shes", "ches", "xes", "sses", "oes")) else verb[:-1]


def _cut(name: str) -> str:
    """Short enough, cut where something else begins, else at a word."""
    if len(name) <= AT_MOST:
        return name
    for joint in _JOINTS:
        ends = [found.start() for found in joint.finditer(name) if _AT_LEAST <= found.start() <= AT_MOST]
        if ends:
            return name[: ends[-1]].strip(_EDGES)
    return shortened(name, AT_MOST)


def _chinese(text: str) -> bool:
    return any(map(is_chinese_character, text))
