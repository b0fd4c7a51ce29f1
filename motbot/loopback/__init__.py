"""What every page that this machine serves to itself shares: who is let in, what is read, which files are given."""
