"""The review queue in the window: its bar below the article, its filters, its keys."""
