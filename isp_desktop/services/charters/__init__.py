"""The charter of a team: read, begun, agreed, signed and printed."""
