"""Tables that offices send in: kept, read in steps, shown row by row, written as one and undone as one."""
