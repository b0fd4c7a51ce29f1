"""What motbot is told: environment (secrets) and one YAML file, as one frozen tree."""

from motbot.settings.defaults import default_config, default_prompts
from motbot.settings.environment import Environment, LogFormat, LogWish
from motbot.settings.loading import (
    ModelAccess,
    Settings,
    SlackAccess,
    load_config,
    load_playground_settings,
    load_settings,
)
from motbot.settings.tree import CoachKind, Config, LogLevel, StructuredMode, TokenLimit

__all__ = [
    "CoachKind",
    "Config",
    "Environment",
    "LogFormat",
    "LogLevel",
    "LogWish",
    "ModelAccess",
    "Settings",
    "SlackAccess",
    "StructuredMode",
    "TokenLimit",
    "default_config",
    "default_prompts",
    "load_config",
    "load_playground_settings",
    "load_settings",
]
