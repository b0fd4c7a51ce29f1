"""How a language model is reached and asked, as one value that the wiring fills in."""

from dataclasses import dataclass, field
from enum import StrEnum
from urllib.parse import urlsplit

OPENAI_URL = "https://api.openai.com/v1"
_OPENAI_HOST = "api.openai.com"
_AZURE_HOSTS = (".openai.azure.com", ".cognitiveservices.azure.com", ".services.ai.azure.com")


class StructuredMode(StrEnum):
    """How a server is asked for JSON; auto starts with the strictest and remembers what the server takes."""

    AUTO = "auto"
    JSON_SCHEMA = "json_schema"
    JSON_OBJECT_SCHEMA = "json_object_schema"
    """`json_object` with a `schema` beside it, the way of the llama.cpp family."""
    JSON_OBJECT = "json_object"
    TEXT = "text"


class TokenLimitParam(StrEnum):
    """Which parameter bounds the answer: OpenAI's reasoning models refuse the one that some servers alone obey."""

    AUTO = "auto"
    MAX_TOKENS = "max_tokens"
    MAX_COMPLETION_TOKENS = "max_completion_tokens"


@dataclass(frozen=True, slots=True, kw_only=True)
class ModelOptions:
    """Where the model is and how it is asked. Nothing here is read from the environment."""

    model: str
    """Name of the model, or of the deployment on Azure."""
    api_key: str = field(default="", repr=False)
    base_url: str = ""
    """Any OpenAI-compatible server; empty means OpenAI itself."""
    azure_endpoint: str = ""
    """Set to use Azure's deployment URLs; Azure's `/openai/v1/` address goes into `base_url` instead."""
    azure_api_version: str = ""
    azure_ad_token: str = field(default="", repr=False)
    deadline: float = 20.0
    """Seconds for one whole call, with every wait, retry and repair in it."""
    max_output: int = 1500
    """Tokens; a template's own `max_output` wins. Doubled once when an answer is cut off."""
    temperature: float | None = 0.0
    """None is not sent at all, for models that refuse it."""
    structured_mode: StructuredMode = StructuredMode.AUTO
    token_limit_param: TokenLimitParam = TokenLimitParam.AUTO
    concurrency: int = 4
    """Requests in flight at most, over all callers."""
    requests_at_most: int = 2
    """For one call: the first request and every retry, longer answer or repair. Learning the ladder is not counted."""
    answer_bytes_at_most: int = 2_000_000
    hide_personal_data: bool = True
    """Whether marks stand in the place of telephone numbers, mail addresses, cards and the like."""

    @property
    def host(self) -> str:
        """Name of the server."""
        return urlsplit(self.azure_endpoint or self.base_url or OPENAI_URL).hostname or ""

    @property
    def is_openai(self) -> bool:
        """Whether OpenAI or Azure answers, which take parameters that compatible servers may refuse."""
        return bool(self.azure_endpoint) or self.host == _OPENAI_HOST or self.host.endswith(_AZURE_HOSTS)
