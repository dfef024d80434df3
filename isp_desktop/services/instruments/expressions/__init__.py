"""What the expressions of a form may say, and what they are worked out to."""
