"""Which words the Home tab and its windows are made of; `home_wording` has them in each language."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class HomeWording:
    """One language. Texts with names in braces are filled by the renderer; dicts go by the name of what they say."""

    moments_title: str
    moments_hint: str
    moments_empty: str
    moments_more: str
    steps: dict[str, str]
    reply_by: str
    open_thread: str
    led_title: str
    led_hint: str
    led_channel: str
    led_quiet: str
    led_stages: dict[str, str]
    led_late: str
    led_late_replies: str
    led_late_line: str
    led_late_unasked: str
    led_more: str
    prompts_title: str
    prompts_none: str
    prompts_line: str
    prompts_trial: str
    prompts_figures: str
    prompts_unmeasured: str
    tasks: dict[str, str]
    settings_title: str
    settings_now: str
    settings_open: str
    quiet_now: str
    quiet_none: str
    quiet_usual: str
    notice_title: str
    notice_line: str
    notice_open: str
    no_role: str
    not_a_member: str
    partial: str
    cut: str
    comma: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SettingsWording:
    """One language's words for the window of settings."""

    title: str
    save: str
    close: str
    loading: str
    failed: str
    language: str
    language_default: str
    quiet: str
    quiet_hint: str
    quiet_default: str
    quiet_usually_none: str
    quiet_own: str
    quiet_none: str
    quiet_from: str
    quiet_to: str
    quiet_missing: str
    quiet_both: str
    sensitivity: str
    sensitivity_default: str
    sensitivities: dict[str, str]
    amount: dict[str, str]
    amount_hint: str
    amounts: dict[str, str]
    not_saved: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SharedNoticeWording:
    """One language's words of the text that somebody may pin in a shared channel, and of the window that holds it."""

    title: str
    how: str
    close: str
    notice: str
    command: str
    not_yours: str
