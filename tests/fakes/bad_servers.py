"""Every known way in which a model's server does not answer well, by name."""

from collections.abc import Mapping
from typing import Any

from tests.fakes import openai_server as fake
from tests.fakes.openai_server import Mode

AWAY: Mapping[str, Mode] = {
    "429": fake.rate_limited(retry_after="0.01"),
    "429 in three seconds": fake.rate_limited(retry_after="3"),
    "429 without end": fake.rate_limited(retry_after="120"),
    "500": fake.error(500),
    "503": fake.error(503, "overloaded"),
    "html with 200": fake.html(),
    "broken JSON": fake.raw('{"choices": [{'),
    "an empty object": fake.body({}),
    "empty choices": fake.no_choices([]),
    "null choices": fake.no_choices(),
    "no content": fake.content_none(),
    "hanging": fake.hang(),
    "dripping body": fake.drip(),
    "reset": fake.reset(),
    "broken body": fake.broken_body(),
    "20 MB": fake.huge(20),
    "401": fake.error(401),
    "404": fake.error(404),
}
"""The same question may be answered later."""

USELESS: Mapping[str, Mode] = {
    "cut JSON": fake.cut_at_limit(),
    "another shape": fake.ok({"colour": "red"}),
    "no JSON": fake.ok("I would rather talk."),
    "deep JSON": fake.ok('{"a":' * 50_000),
    "refusal": fake.refusal(),
    "content filter": fake.content_filtered(),
    "413": fake.error(413),
}
"""Asking again would change nothing."""


def odd(answer: Mapping[str, Any]) -> Mapping[str, Mode]:
    """A good answer in odd clothes: it counts."""
    return {
        "fenced": fake.ok(answer, fenced=True),
        "extra keys": fake.ok({**answer, "colour": "red", "more": [1, {"deep": None}]}),
        "twice": fake.ok(f"{fake.as_text(answer)}\n{fake.as_text(answer)}"),
        "after much thought": fake.ok(f"<think>maybe {{}}</think>{fake.as_text(answer)}"),
    }
