"""The trainer's bench: runs labelled cases through the coach, judges the answers, compares prompts."""
