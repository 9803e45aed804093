"""The check of a circle: what is missing, for whom, and on which streets."""
