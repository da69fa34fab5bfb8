"""Where `grade` begins. It imports next to nothing, so that Ctrl-C ends it with one line from the first moment on."""

import sys


def main() -> None:
    """Runs the command line."""
    try:
        from grader.cli import main as run
    except KeyboardInterrupt:
        print("grade: interrupted", file=sys.stderr)
        sys.exit(130)
    run()


if __name__ == "__main__":
    main()
