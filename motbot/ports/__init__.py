"""What the use cases need from the outside; adapters on the floors above fulfil it."""
