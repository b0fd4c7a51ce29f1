"""The server side of the playground's page: what each person may see and do, behind guards."""
