"""Capacity assessed: instruments, assessments with their votes, results, and what follows from them."""
