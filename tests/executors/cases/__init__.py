"""One small file for each feature of the language: rules, facts, and what must follow."""
