"""The cast in the window: the list that links a mention, and the dialogs of the whole cast."""
