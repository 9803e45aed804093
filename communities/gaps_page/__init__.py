"""The check of a circle as people, programs and files get it."""
