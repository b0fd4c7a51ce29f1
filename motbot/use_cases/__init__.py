"""What motbot does, one verb a file; each is a class whose instance is called with the id of a row."""
