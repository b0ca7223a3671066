"""Looks at the way to the service more closely than work needs it, to say what is wrong with it."""
