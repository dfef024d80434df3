"""The parts every page is made of; they know widgets, never records."""
