"""The printed signboard: one computed drawing for page, PDF and picture; millimetres."""
