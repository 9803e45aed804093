"""In which language residents read: Chinese, or English where they chose it (docs/languages.md)."""
