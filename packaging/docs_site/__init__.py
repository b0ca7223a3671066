"""Makes the pages of the documentation that the program or another file says already."""
