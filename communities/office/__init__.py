"""The desk: where offices enter, check and decide what the register says."""
