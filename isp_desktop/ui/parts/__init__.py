"""What several pages share that knows records: rows to write in, links to find and make, words that become records."""
