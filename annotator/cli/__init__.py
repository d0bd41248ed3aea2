"""The command line: one module per command. Imports no Qt unless it opens the window."""
