"""Where the lines of a picture run: geometry from numbers, without a browser, a database or a template.

Widths are per cents and heights are pixels or lines of type, so that a drawing is as wide as its sheet and its words
are as large as the reader asked for. The macros of `components/charts.html` draw it, with a table behind.
"""
