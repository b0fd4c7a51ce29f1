"""The trainer's page: routes and static files over a desk that does the work."""
