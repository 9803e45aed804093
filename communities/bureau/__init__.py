"""The bureau's page: every circle against every category, what to fill first, and how far the plan is."""
