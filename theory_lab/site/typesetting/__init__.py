"""Words as pages: formulas, Markdown, code, templates."""
