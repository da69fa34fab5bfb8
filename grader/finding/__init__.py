"""Work ──► Submission: for each graded function, the statements it needs, or why there are none.

Source is parsed and compiled here, never executed. A function is found by its name in the syntax tree, wherever it
stands; what it needs is what its compiled code looks up by name, and so on through helpers, constants and imports.
Every walk is iterative or bounded, so that a source made to break a parser ends in a sentence.
"""
