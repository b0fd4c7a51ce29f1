"""The offline coach: the coach's ports fulfilled from rules and phrase lists that trainers edit, without a model."""

from motbot.playbook.playbook import Playbook

__all__ = ["Playbook"]
