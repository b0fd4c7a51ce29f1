"""Founds a folder that motbot runs from: configuration, prompts, Slack's manifest, and what is left to click."""
