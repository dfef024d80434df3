"""What an assessment of capacity shows, read for its page and for the files that are made of it."""
