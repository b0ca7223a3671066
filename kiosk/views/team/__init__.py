"""The parts of the team page, one for each thing that is done on it."""
