"""The steps behind ``packaging/start.py``: standard library only, and nothing of the station."""
