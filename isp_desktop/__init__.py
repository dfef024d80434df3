"""The offline, encrypted field notebook of implementation support practitioners."""

__version__ = "0.1.0"
