"""One conversation with the user each: start jobs, turn results into what a page shows."""
