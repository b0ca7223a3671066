"""Sets a tenant up for stations: the registration of their public client, and consent to it."""
