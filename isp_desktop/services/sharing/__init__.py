"""Bundles: files by which colleagues hand each other records. docs/bundle-format.md."""
