"""Badge and slip: one page description, painted to screen, PDF and printer."""
