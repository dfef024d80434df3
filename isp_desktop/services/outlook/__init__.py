"""Will it last here: the outlook of sites, read, put into words, and printed; docs/outlook.md."""
