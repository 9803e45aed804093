"""Tables in and out: files to rows, headings to columns, rows to plans. The ground: it knows no app."""
