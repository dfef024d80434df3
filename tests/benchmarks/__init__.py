"""The budgets of docs/architecture.md, measured: `make bench`. Not part of the tests; nothing here asserts a time."""
