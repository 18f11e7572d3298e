"""The forms that a briefing goes out in, all made of one paper: Word, PDF, HTML, Markdown and JSON-LD."""
