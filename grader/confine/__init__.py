"""The wall between the grader and student code.

Theory of operation
===================

Three processes, two pipes between each.

    host.py (near side)  ──asks──►  warden.py  ──asks──►  child.py
    decides the verdict  ◄─frames─  trusted, confined  ◄─frames─  runs student code, confined further, disposable

The *host* is the grader. It holds the expected values, compares, trains and scores. It sends questions ("call this
function with these arguments") and reads frames of fixed types (`wire.py`, msgpack, strictly decoded, never pickle).

The *warden* (`warden.py`) is started once by `launch.py`, with NumPy loaded. It runs no student code. For each
submission it forks a *child* (`child.py`), passes on unread what it is asked and what it says, measures its CPU time,
wall time and output from outside (`ward.py`), and kills it when a budget is broken or the submission is done. What is
the same for every child is settled in the warden, once: a child pays for each page of memory that it changes. A
forked process inherits the memory of the one that forked it: so that no child finds there what an earlier submission
said or was told, all of that goes through memory mapped for one conversation (`slate.py`), given back to the system
before the next child is forked. The sources of the far side are sent to it as text (`boot.py`): it can read no file
of ours.

The *child* parses the submission's text (so that a text made to crash or stall a parser does it here), then
executes the picked statements and answers calls. Every frame carries a token that only this child was given, goes
through a pipe that only this child holds, and is dropped unless it answers the question that was asked.

What each level stops
=====================

1. The process boundary (everywhere, also unconfined). Expected values, comparison, points and the Report never exist
   in a process that student code can touch. Patched NumPy, `__eq__` and `__array_function__` objects, frames, `gc`,
   `atexit`, `sys.exit`, `os._exit`, monkey-patched assertions: all of that changes the student's own answers only.
2. The frames (everywhere). Forged, late, repeated, oversized or garbled frames end the child and fail the function
   that was being asked. Values are rebuilt here from bytes; no type of the student's is ever instantiated.
3. The budgets (everywhere with fork; without it only the wall clock). 2 s of CPU time and 10 s of wall time a call;
   10 s of CPU time, 20 s of waiting and 64 MiB of answers a function; 1 MiB of output a call (64 KiB kept), 16 MiB of
   return value; on Linux 1 GiB of memory.
   What broke a budget is killed with its process group, and the next function is asked of a fresh child.
4. sandlock (Linux with Landlock ABI 6, that is 6.12 and later). On the warden and thus on all children: no writing
   anywhere, no network and no Unix sockets, reading only the Python runtime, system libraries and the packages that the
   assignment allows (where Python itself has a folder of installed packages, the warden gives it up once it has loaded
   what it needs: an answer may be installed there); at most two processes at once, the warden and the child, so nothing
   can be forked that outlives a submission. Addresses are not drawn by chance, so that code which looks at them sees
   the same on every run.
5. The gate (`gate.py`, where sandlock is). Landlock does not govern the metadata, attributes, leases and locks of
   files, nor the limits and priorities of processes of the same user, nor what a kernel does besides: it is a list of
   what is forbidden. So once the warden has loaded all that it needs it lets through a list of some ninety system
   calls, and of `ioctl`, `fcntl`, `madvise` and `prctl` a few commands; all else is refused, what is newer than the
   list too, and no other program is started.
6. A second Landlock domain on the child: it can neither signal nor trace the warden, nor reach its memory.

Beside the wall, `guard.py` bounds what the near side spends on one submission's text (20 s of CPU time, 3 GiB): reading
it, parsing it and finding functions in it is our own work, and no student code runs in it.

What they do not stop
=====================

- Level 1 to 3 alone (`confinement: none`: macOS, Windows, old kernels) keep verdicts honest against a child that
  plays by the rules of its process, but not the machine: such a child can read and write the user's files, use the
  network, start processes that escape their group, and, as the same user, signal or trace the grader. That is why
  a plain `grade` of one's own work runs so, and a batch of strangers' work does not unless told to.
- A child can lie about itself: it may report that it left its argument alone when it did not. It gains what an honest
  copy of the right code would have gained, and had to compute the right answer to do so.
- A submission may use its whole budget: for each function some 10 s of one core, or up to two minutes of waiting (what
  computes may wait longer, and a call that waits is asked again once), and for 2 s of CPU time as many threads as 1 GiB
  holds. It may see how long things take, and which calls are coming.
- Code that looks for chance finds it: NumPy's own clock (`np.datetime64("now")`), the address of an object, the time
  that something takes. Its report may differ from run to run, and is nobody else's: such code is never shared.
- File names and metadata can be looked at (`stat`) where directories can be searched; file contents cannot.
- A hole in the kernel, in Landlock or in seccomp is a hole in the wall.
"""
