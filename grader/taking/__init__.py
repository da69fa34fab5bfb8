"""A class's work as an LMS hands it out ──► who handed in what.

Names decide, contents do not: `items` lists files and folders on disk or in an archive; each layout (`canvas`,
`moodle`, `gradescope`, `nbgrader`, `plain`) tells from the names who handed them in; `roster` and `matching` say who
that is; `placing` gives each submission a path that can be read.
"""
