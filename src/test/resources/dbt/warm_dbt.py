"""dbt for tests: a process that has imported dbt and read our project once, and forks for each call.

A call of dbt spends more time on imports and on what dbt computes once a process than on the models of a
test. `serve` does that once; `call` stands in for the program dbt and hands its arguments, environment,
folder and open files to a fork, which then is dbt as the program would be.
"""

import json
import os
import selectors
import signal
import socket
import struct
import sys

HOLD, CALL = b"h", b"c"
LAST_CHANCE = 30  # seconds in which somebody may come after the last one has gone


def serve(address, project, scratch):
    warm_up(project, scratch)
    listener = socket.socket(socket.AF_UNIX)
    listener.bind(address + ".new")
    listener.listen(16)
    os.rename(address + ".new", address)
    events = selectors.DefaultSelector()
    events.register(listener, selectors.EVENT_READ)
    waking, wake = socket.socketpair()
    wake.setblocking(False)
    signal.set_wakeup_fd(wake.fileno())
    signal.signal(signal.SIGCHLD, lambda number, frame: None)
    events.register(waking, selectors.EVENT_READ)
    calls = {}  # the fork of each caller
    holders = set()
    while True:
        ready = events.select(None if calls or holders else LAST_CHANCE)
        if not ready and not calls and not holders:
            os.unlink(address)
            return
        for key, _ in ready:
            caller = key.fileobj
            if caller is listener:
                caller, _ = listener.accept()
                events.register(caller, selectors.EVENT_READ)
            elif caller is waking:
                waking.recv(512)
                bury(calls, events)
            elif caller.fileno() < 0:
                continue  # just buried
            elif caller in calls or caller in holders:
                # A caller says nothing more: it was killed, and so is dbt.
                if caller in calls:
                    os.kill(calls[caller], signal.SIGKILL)
                holders.discard(caller)
                events.unregister(caller)
            elif caller.recv(1) == CALL:
                calls[caller] = be_dbt(caller, events)
            else:
                holders.add(caller)


def warm_up(project, scratch):
    for name in ("HOST", "NAME", "USER"):
        os.environ["CARAVAN_DB_" + name] = "none"
    os.environ["CARAVAN_DB_PORT"] = "1"
    os.environ["DBT_TARGET_PATH"] = scratch
    from dbt.cli.main import dbtRunner

    # The static parser has threads, which a fork would not have.
    arguments = ["--quiet", "--log-path", scratch, "parse", "--no-static-parser"]
    read = dbtRunner().invoke(arguments + ["--project-dir", project, "--profiles-dir", project])
    if not read.success:
        sys.exit("dbt cannot read the project: %s" % read.exception)
    import gc

    gc.collect()
    gc.freeze()


def be_dbt(caller, events):
    """Forks; the fork ends as dbt."""
    size, files, _, _ = socket.recv_fds(caller, 4, 3)
    request = json.loads(caller.recv(struct.unpack("!i", size)[0], socket.MSG_WAITALL))
    fork = os.fork()
    if fork:
        for file in files:
            os.close(file)
        caller.sendall(struct.pack("!i", fork))
        return fork
    signal.set_wakeup_fd(-1)
    signal.signal(signal.SIGCHLD, signal.SIG_DFL)
    events.close()
    for place, file in enumerate(files):
        os.dup2(file, place)
        os.close(file)
    caller.close()
    os.environ.clear()
    os.environ.update(request["environment"])
    os.chdir(request["folder"])
    sys.argv = ["dbt"] + request["arguments"]
    from dbt.cli.main import cli

    code = 0
    try:
        cli()
    except SystemExit as end:
        code = end.code or 0
    except BaseException:
        import traceback

        traceback.print_exc()
        code = 1
    sys.stdout.flush()
    sys.stderr.flush()
    os._exit(code)


def bury(calls, events):
    """Tells callers how their dbt ended."""
    for caller, fork in list(calls.items()):
        dead, status = os.waitpid(fork, os.WNOHANG)
        if dead:
            del calls[caller]
            try:
                caller.sendall(struct.pack("!i", os.waitstatus_to_exitcode(status)))
                events.unregister(caller)
            except (OSError, KeyError):
                pass  # it has gone before
            caller.close()


def call(address, *arguments):
    server = socket.socket(socket.AF_UNIX)
    server.connect(address)
    server.sendall(CALL)
    request = {"arguments": arguments, "environment": dict(os.environ), "folder": os.getcwd()}
    text = json.dumps(request).encode()
    socket.send_fds(server, [struct.pack("!i", len(text))], [0, 1, 2])
    server.sendall(text)
    fork = number(server)
    for interruption in (signal.SIGINT, signal.SIGTERM):
        signal.signal(interruption, lambda which, frame: os.kill(fork, which))
    code = number(server)
    if code < 0:
        # Killed by a signal: so are we.
        if -code != signal.SIGKILL:
            signal.signal(-code, signal.SIG_DFL)
        os.kill(os.getpid(), -code)
    sys.exit(code)


def number(server):
    packed = server.recv(4, socket.MSG_WAITALL)
    if len(packed) < 4:
        sys.exit("The process that runs dbt for tests has ended; see target/warm-dbt/log")
    return struct.unpack("!i", packed)[0]


if __name__ == "__main__":
    {"serve": serve, "call": call}[sys.argv[1]](*sys.argv[2:])
