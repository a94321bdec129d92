"""Tables as files that people open in a spreadsheet: complete, and safe to open."""
