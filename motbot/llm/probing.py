"""Tries the model's server with one tiny question whose only right answer stands in the schema alone."""

from dataclasses import dataclass

from pydantic import BaseModel, Field

from motbot.llm.client import ModelClient, Question
from motbot.llm.options import StructuredMode

_ONLY_ANSWER = "kestrel-4127"


class _Word(BaseModel):
    word: str = Field(json_schema_extra={"enum": [_ONLY_ANSWER]})


@dataclass(frozen=True, slots=True, kw_only=True)
class Probed:
    """What a server can do."""

    mode: StructuredMode
    """The rung of the ladder it takes."""
    obeys_schema: bool
    """False where it takes a schema and passes over it: a lower `structured_mode` in the config then serves better."""
    model: str
    latency_ms: int


async def probe(client: ModelClient) -> Probed:
    """Ask once; raises as any question to the model."""
    reply = await client.ask(
        Question(task="probe", revision="1", system="Answer in JSON.", user="Say a word.", answer=_Word, max_output=200)
    )
    return Probed(
        mode=client.mode,
        obeys_schema=reply.answer.word == _ONLY_ANSWER,
        model=reply.model,
        latency_ms=reply.latency_ms,
    )
