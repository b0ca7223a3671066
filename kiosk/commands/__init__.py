"""What `pin-kiosk` can be told to do; each command is one module with `add_arguments` and `run`."""
