"""The parts of the page that sets a station up."""
