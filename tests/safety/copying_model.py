"""A model that copies whatever it is shown into every text of its answer, word for word, for every kind of question."""

import re
from collections.abc import Callable
from typing import Any

from aiohttp import web

from tests.fakes.openai_server import completion

NEW_TIME = "tomorrow at 10:00"
_FENCED = re.compile(r"<data-([0-9a-f]+)>(.*?)</data-\1>", re.DOTALL)
Answer = Callable[[list[str]], dict[str, Any]]


def shown_to(asked: dict[str, Any]) -> list[str]:
    """Every foreign text of a request, in order."""
    return [text for _, text in _FENCED.findall(asked["messages"][1]["content"]) if text.strip()]


def task_of(asked: dict[str, Any]) -> str:
    """What kind of question it is."""
    return str(asked["response_format"]["json_schema"]["name"])


def copy(_request: web.Request, asked: dict[str, Any]) -> web.Response:
    """Answer with copies of all that was shown."""
    return web.json_response(completion(web.json_response(ANSWERS[task_of(asked)](shown_to(asked))).text))


def _assess(texts: list[str]) -> dict[str, Any]:
    all_of_it = " / ".join(texts)
    return {
        "notes": all_of_it, "is_moment": True, "negative_type": None, "signals": [],
        "explicit": [{"quote": text, "line": "L1", "text": f"An answer to {text}"} for text in texts],
        "unsaid": [
            {"cue": f'"{text}"', "cue_from": "conversation", "line": "L1", "text": f"Peace about {text}",
             "benefit": "b", "told_back": "yes_of_course"} for text in texts
        ],
        "business_interests": [{"cue": "c", "text": all_of_it}],
        "personal_interests": [{"cue": "c", "text": all_of_it}],
        "urgency_reason": "r", "urgency": "high", "say_no_reason": all_of_it, "say_no": True, "say_no_what": all_of_it,
        "missing_fact": all_of_it, "explore_questions": texts,
    }  # fmt: skip


def _draft(texts: list[str]) -> dict[str, Any]:
    return {
        "notes": "n", "step": "explore", "reply": "We have read this of yours: " + " / ".join(texts),
        "promises": [{"who": "agent", "what": text, "due_text": "", "due_local": ""} for text in texts],
        "why": "Explore: because of " + " / ".join(texts),
    }  # fmt: skip


def _confirm(texts: list[str]) -> dict[str, Any]:
    return {"notes": "n", "reply": "Is all of this as it should be: " + " / ".join(texts), "why": "Confirm: asked"}


def _mend(texts: list[str]) -> dict[str, Any]:
    told = f"We are late with this and you have it {NEW_TIME}: " + " / ".join(texts)
    return {"notes": "n", "reply": told, "time_words": NEW_TIME, "why": "Action: " + " / ".join(texts)}


def _promises(texts: list[str]) -> dict[str, Any]:
    return {
        "notes": "n", "answered": [],
        "statements": [
            {"words": text, "line": "L2", "nature": "will_be_done", "what": text, "who": "", "due_words": text,
             "due_local": "", "condition": text, "strength": "firm", "repeats": ""} for text in texts
        ],
        "delivered": [{"quote": text, "line": "L2", "promise": "P1"} for text in texts],
    }  # fmt: skip


def _review(texts: list[str]) -> dict[str, Any]:
    quotes = [{"words": text, "line": "L2"} for text in texts]
    return {
        "contacts": [{
            "contact": 1, "notes": "n",
            "asked": [{"words": text, "line": "L1", "known": "", "text": text, "ours": text, "answered": True}
                      for text in texts],
            "unsaid": [], "expects": True, "urgency_reason": "r", "urgency": "normal", "harm": False,
            "broken_words": "", "broken_line": "",
            "faults": [one | {"why": "w", "fault": "blames"} for one in quotes], "mild": False,
            "merits": [one | {"merit": "owner_and_time"} for one in quotes], "reach": "answered",
            "marks": [{**quotes[0], "step": "offer", "seen": "O1", "lacking": "", "reason": texts[0], "score": 1}],
            "promises": [one | {"due_words": one["words"], "fate": "open"} for one in quotes],
            "reason": " / ".join(texts), "better": "It would have been best to say this: " + " / ".join(texts),
        }]
    }  # fmt: skip


def _judge(texts: list[str]) -> dict[str, Any]:
    return {"entries": [{"entry": "F1", "evidence": text, "label": "", "verdict": "sensible"} for text in texts]}


ANSWERS: dict[str, Answer] = {
    "assess": _assess,
    "draft": _draft,
    "confirm": _confirm,
    "promises": _promises,
    "mend": _mend,
    "review": _review,
    "judge": _judge,
}
