"""What the bench's tests share: settings, a file of cases, and a model that answers every task well."""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import yaml
from aiohttp import web

from motbot.settings.loading import Settings, load_settings
from tests.fakes.openai_server import Mode, completion

FIVE = "2026-03-02T17:00:00+00:00"
CASES: list[dict[str, Any]] = [
    {
        "id": "login",
        "lang": "en",
        "tz": "Europe/London",
        "people": [
            {"id": "c1", "side": "customer", "name": "Ann"},
            {"id": "a1", "side": "agent", "name": "Bob"},
        ],
        "context": "The login server restarts at 16:30.",
        "thread": [{"id": "m1", "at": "2026-03-02T10:00:00+00:00", "by": "c1",
                    "text": "Is the login fixed? We open at noon."}],
        "focus": "m1",
        "gold": {
            "is_moment": True,
            "urgency": "high",
            "explicit": [{"key": "login", "text": "The login works", "quote": "Is the login fixed", "from": "m1",
                          "anchors": ["login"]}],
            "implicit": [{"key": "noon", "text": "Before they open at noon", "cue": "We open at noon", "from": ["m1"]}],
            "should_say_no": {"value": False},
        },
        "agent_reply": {
            "by": "a1",
            "at": "2026-03-02T10:10:00+00:00",
            "text": "The login is repaired by 17:00.",
            "gold": {"score": 1, "range": [0, 1], "commitments": [
                {"who": "a1", "what": "Repair the login", "due": FIVE, "due_text": "by 17:00", "strength": "firm"}]},
        },
    },
    {
        "id": "holiday",
        "lang": "zh",
        "tz": "Asia/Shanghai",
        "split": "holdout",
        "people": [{"id": "c1", "side": "customer", "name": "小杜"}],
        "thread": [{"id": "m1", "at": "2026-03-02T10:00:00+08:00", "by": "c1",
                    "text": "我们今天下午搬到三楼了，跟大家说一声。"}],
        "focus": "m1",
        "gold": {"is_moment": False, "negative_type": "fyi", "urgency": "none", "should_say_no": {"value": False}},
    },
]  # fmt: skip

ANSWERS: dict[str, dict[str, Any]] = {
    "assess": {
        "notes": "",
        "is_moment": True,
        "negative_type": None,
        "signals": [],
        "explicit": [{"quote": "Is the login fixed", "line": "L1", "text": "The login works"}],
        "unsaid": [{"cue": "We open at noon", "cue_from": "conversation", "line": "L1", "text": "Open at noon",
                    "benefit": "", "told_back": "yes_of_course"}],
        "business_interests": [],
        "personal_interests": [],
        "urgency_reason": "",
        "urgency": "high",
        "say_no_reason": "",
        "say_no": False,
        "say_no_what": "",
        "missing_fact": "",
        "explore_questions": [],
    },
    "draft": {
        "notes": "",
        "reply": "The login is back at 16:30; I check it with you then.",
        "promises": [{"due_text": "16:30", "due_local": "2026-03-02T16:30", "what": "The login", "who": ""}],
        "step": "offer",
        "why": "Offer: a time",
    },
    "promises": {
        "notes": "",
        "statements": [{"words": "The login is repaired by 17:00", "line": "L2", "nature": "will_be_done",
                        "what": "Repair the login", "who": "", "due_words": "by 17:00",
                        "due_local": "2026-03-02T17:00", "strength": "firm", "condition": "", "repeats": ""}],
        "answered": [],
        "delivered": [],
    },
    "judge": {
        "entries": [
            {"entry": "F1", "evidence": "login", "label": "G1", "verdict": "same_as_label"},
            {"entry": "F2", "evidence": "noon", "label": "G2", "verdict": "same_as_label"},
        ]
    },
}  # fmt: skip


def by_task(answers: Mapping[str, Any], otherwise: Mode | None = None) -> Mode:
    """Answer each task as written here; tasks that are not written here otherwise, or with an empty object."""

    def answer(request: web.Request, asked: dict[str, Any]) -> Any:
        task = asked["response_format"]["json_schema"]["name"]
        if task not in answers and otherwise is not None:
            return otherwise(request, asked)
        return web.json_response(completion(json.dumps(answers.get(task, {}))))

    return answer


def cases_file(folder: Path, cases: list[dict[str, Any]] | None = None) -> Path:
    """Write the cases down."""
    path = folder / "cases.yaml"
    path.write_text(yaml.safe_dump({"schema": "motbot-cases/1", "cases": cases or CASES}, allow_unicode=True))
    return path


def settings_for(folder: Path, url: str = "", *, prices: str = "[]") -> Settings:
    """The playbook's settings; with a server's address those of a model there."""
    config = folder / "motbot.yaml"
    coach = "model" if url else "playbook"
    config.write_text(f"coach: {coach}\nmodel: {{name: m, prices: {prices}}}\n")
    given = {"OPENAI_BASE_URL": url, "OPENAI_API_KEY": "k"} if url else {}
    return load_settings({"MOTBOT_CONFIG": str(config), "MOTBOT_DATA_DIR": str(folder / "data"), **given})


def written(path: Path) -> dict[str, Any]:
    """A JSON file's content."""
    content: dict[str, Any] = json.loads(path.read_text())
    return content
