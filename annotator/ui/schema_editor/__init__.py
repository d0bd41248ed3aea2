"""The editor of the project's schema: its parts as a tree, a form for each, and its TOML."""

from annotator.ui.schema_editor.editor import SchemaEditor

__all__ = ["SchemaEditor"]
