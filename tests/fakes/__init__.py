"""Providers on this machine. Each is held to the contract of a package that we pin, never to our own code alone."""
