"""What the practice and the merge mean, in plain Python: no database, no window."""
