"""The page of relationships."""
