"""Pages that several apps share: the public home, each role's home, search, and who sees what. Start at `urls`."""
