"""Who keeps the register: staff, their roles, the division each may act in, and what they did."""
