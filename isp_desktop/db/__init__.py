"""The encrypted store: the log of revisions, the tables projected from it, and the one declaration of each kind."""
