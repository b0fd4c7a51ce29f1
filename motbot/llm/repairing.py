"""What a model is told when its answer cannot be read: once, with what is wrong and the shape it must have."""

import json
from typing import Any

from openai.types.chat import ChatCompletionMessageParam

from motbot.llm.answers import Said, WrongShape

_REPEATED_AT_MOST = 6000
"""Characters of an unusable answer that are shown to the model again."""


def repair(words: Said, wrong: WrongShape, schema: dict[str, Any]) -> list[ChatCompletionMessageParam]:
    """The turn that asks once for the same answer in the right shape; some servers never showed the schema."""
    fits = json.dumps(schema, ensure_ascii=False, separators=(",", ":"))
    return [
        {"role": "assistant", "content": words.text[:_REPEATED_AT_MOST]},
        {
            "role": "user",
            "content": f"That answer cannot be read. {wrong}\nGive the whole answer again as one JSON object "
            f"and nothing else. It must fit this JSON Schema:\n{fits}",
        },
    ]
