"""Who said what: quotation marks, and proposals for quotes with their cues and speakers."""
