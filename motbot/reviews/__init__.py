"""Reviews conversations for whoever sits at the machine: from files, or from Slack by a message's link."""
