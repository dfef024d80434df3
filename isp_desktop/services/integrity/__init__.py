"""What must go on being delivered, how it is at each site, and how support is withdrawn."""
