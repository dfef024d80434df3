"""The network of relationships: read at a day, measured, laid out, and taken from files that others published."""
