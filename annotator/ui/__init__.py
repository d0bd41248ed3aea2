"""The window: what is seen and touched. Widgets reach data through `annotator.app`."""
