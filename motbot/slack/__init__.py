"""All that knows Slack's JSON: what comes in, who people are, what is shown to them, and the connection itself."""
