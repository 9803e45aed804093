"""Where one more outlet serves most: candidates, goals, and solvers that say how good their answer is."""
