"""Bytes of a submission ──► Work: its files and notebook cells as texts that Python can parse.

Nothing is parsed here and nothing is executed. Everything is bounded: bytes, files, expanded archives, code.
What spoils one file of many is kept as that file's `problem`; what spoils the submission raises `Unreadable`.
"""
