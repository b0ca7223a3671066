"""Is this station fit for work? A check is one function that returns one finding; no Qt here."""
