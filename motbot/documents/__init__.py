"""Makes documents for people out of what the rules have worked out: sheets and reports, on paper, page and terminal."""
