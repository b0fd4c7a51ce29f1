"""A small local Slack that the real bot connects to in tests, in replay and behind a browser page."""
