"""The notebook as plain files: what `services/plain_out.py` writes, part by part."""
