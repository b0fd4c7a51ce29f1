"""Finds words that are addressed to a tool instead of a person, in cases that are known to hold some."""

import re

from motbot.domain.grounding import folded
from motbot.domain.safe_text import one_line

_SENTENCE = re.compile(r"[^.!?;。！？；\n]+(?:[.!?;](?=\s|$)|[。！？；\n]|$)")
_TO_A_TOOL = re.compile(
    r"""
    \b(?:ignore|disregard|forget|override)\b.{0,40}
      \b(?:instruction|prompt|rule|previous|above|prior|earlier|polic|guideline)
    | \b(?:system|assistant|developer|admin(?:istrator)?|bot|ai|llm|model|coach|reviewer|grader|motbot
      |note\ to)\b[^.]{0,24}:
    | ^\W*(?:hey|dear|hi|hello|note\ to|attention)?\W*
      (?:ai|bot|assistant|system|llm|model|coach|motbot|chatbot)\b\s*[,:!]
    | \b(?:you\ are|act\ as|pretend)\b.{0,40}\b(?:ai|bot|assistant|model|mode|dan)\b
    | \b(?:as\ an?|dear|any)\ (?:ai|bot|assistant|llm|language\ model)\b
    | \b(?:system|developer|debug)\ (?:prompt|message|override|mode|note)\b
    | \b(?:set|mark|rate|score|classify|label|flag|tag|output|print|reply\ with|respond\ with|answer\ with|say)\b.{0,40}
      (?:\burgency\b|\bcritical\b|\bscore\b|[+-]3\b|\bjson\b|\bmoment\b|\bpriority\b|\bapproved\b)
    | </?(?:system|instruction|prompt|data|user|assistant)\b
    | \[(?:system|inst|instruction|note\ to)
    | (?:忽略|无视|忘记|忘掉|不要理会|别管).{0,16}(?:指令|提示|规则|设定|要求|以上|之前|前面|上面)
    | (?:系统|助手|机器人|ai|模型|智能体|教练|评分员|管理员|开发者)(?:提示|消息|指令|注意|请注意)?\s*[::,]
    | 系统(?:提示|指令|消息)|提示词|越狱|开发者模式
    | (?:你是|假装|扮演).{0,12}(?:助手|机器人|ai|模型)
    | (?:标记|标为|设为|评为|打分|评分|输出|判为|记为|归为).{0,16}(?:critical|紧急|最高|满分|[+-]3|json|分|优先)
    """,
    re.VERBOSE | re.IGNORECASE,
)
_LEAST_TAKEN = 12
"""Letters of a tool's words that stand in an answer by more than chance."""


def tool_words(text: str) -> tuple[str, ...]:
    """The sentences of a text that speak to a tool."""
    sentences = (match[0].strip() for match in _SENTENCE.finditer(text))
    return tuple(one for one in sentences if one and _TO_A_TOOL.search(folded(one)))


def takes_over(answer: str, words: str) -> str:
    """The longest piece of a tool's words that an answer repeats; empty where that can be chance."""
    said, wanted = folded(one_line(answer, limit=4000)), folded(words)
    best = ""
    for start in range(len(wanted)):
        while start + len(best) < len(wanted) and wanted[start : start + len(best) + 1] in said:
            best = wanted[start : start + len(best) + 1]
    letters = sum(2 if ord(letter) > 0x2E80 else 1 for letter in best if letter.isalnum())  # noqa: PLR2004 - Han weighs more
    return best.strip() if letters >= _LEAST_TAKEN else ""
