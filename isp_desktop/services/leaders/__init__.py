"""Leaders and champions: who they are, how it stands with them, and what is due."""
