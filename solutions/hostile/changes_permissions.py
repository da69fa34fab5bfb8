"""Changes owners, permissions, times and attributes of files that are not its own."""

import os


def initialize_parameters_he(layers_dims):
    path = "/tmp/grader-hostile-victim/mine"
    for attack in (
        lambda: os.chmod(path, 0o777),
        lambda: os.chmod("/tmp/grader-hostile-victim", 0),
        lambda: os.chown(path, 12345, 12345),
        lambda: os.utime(path, (0, 0)),
        lambda: os.setxattr(path, "user.mark", b"100"),
        lambda: os.truncate(path, 0),
        lambda: os.unlink(path),
        lambda: os.rename(path, path + ".gone"),
        lambda: os.link(path, path + ".link"),
        lambda: os.symlink("/etc/passwd", "/tmp/grader-hostile-victim/link"),
        lambda: os.mkfifo("/tmp/grader-hostile-victim/pipe"),
        lambda: os.mkdir("/tmp/grader-hostile-victim/folder"),
        lambda: os.chroot("/tmp/grader-hostile-victim"),
    ):
        try:
            attack()
        except OSError:
            pass
    return {}
