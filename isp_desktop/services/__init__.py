"""Use cases as functions: what a person or a script does with a notebook, each in one transaction."""
