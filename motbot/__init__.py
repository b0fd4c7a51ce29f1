"""motbot: a Slack bot that coaches the people who answer customers."""
