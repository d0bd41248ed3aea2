"""What the window and the command line share: session, jobs, settings, translation."""
