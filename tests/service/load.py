"""A load generator in a process of its own: each user is a plain socket, so that it measures the server, not itself.

    python -m tests.service.load HOST PORT

reads an order as JSON from standard input and writes what it found to standard output. An order has the `key`, the
number of `users`, and either `seconds`, a `think` time and `requests` (weight, method, path, body), or `streams`: paths
of event streams, one for each user in turn.
"""

from __future__ import annotations

import asyncio
import json
import random
import sys
import time


def request(order, method, path, body=""):
    """A request as it goes over the wire."""
    head = f"{method} {path} HTTP/1.1\r\nHost: 127.0.0.1\r\nAuthorization: Bearer {order['key']}\r\n"
    content = f"Content-Type: application/json\r\nContent-Length: {len(body)}\r\n" if method == "POST" else ""
    return f"{head}{content}\r\n{body}".encode()


async def answer(reader):
    """The status of the next answer, read to its end."""
    head = (await reader.readuntil(b"\r\n\r\n")).decode().lower()
    await reader.readexactly(int(head.split("content-length: ")[1].split("\r\n")[0]))
    return int(head.split()[1])


async def user(place, order, found, dice):
    """Somebody who asks, waits for the answer, thinks, and asks again."""
    reader, writer = await asyncio.open_connection(*place)
    weights = [one["weight"] for one in order["requests"]]
    await asyncio.sleep(dice.uniform(0, order["think"]))
    end = time.perf_counter() + order["seconds"]
    while time.perf_counter() < end:
        chosen = dice.choices(order["requests"], weights)[0]
        body = chosen.get("body", "").replace("SEED", str(dice.randrange(10**9)))
        began = time.perf_counter()
        writer.write(request(order, chosen["method"], chosen["path"], body))
        status = await answer(reader)
        found.append((time.perf_counter() - began, status, chosen["method"]))
        await asyncio.sleep(dice.expovariate(1 / order["think"]))
    writer.close()


async def listener(place, order, path, found):
    """Somebody who listens to a run until the server ends the stream."""
    reader, writer = await asyncio.open_connection(*place)
    began = time.perf_counter()
    writer.write(request(order, "GET", path))
    first, last = None, b""
    while (line := await reader.readline()) not in (b"0\r\n", b""):
        if line.startswith(b"data: "):
            first, last = first or time.perf_counter() - began, line
    found.append((first, json.loads(last[6:])["state"], "GET"))
    writer.close()


async def lag(found):
    """How late this process itself is."""
    while True:
        began = time.perf_counter()
        await asyncio.sleep(0.01)
        found.append(time.perf_counter() - began - 0.01)


async def load(place, order):
    """Everything at once."""
    found, late = [], []
    watch = asyncio.create_task(lag(late))
    if "streams" in order:
        paths = order["streams"]
        each = [listener(place, order, paths[k % len(paths)], found) for k in range(order["users"])]
    else:
        each = [user(place, order, found, random.Random(k)) for k in range(order["users"])]
    await asyncio.gather(*each)
    watch.cancel()
    return {"found": found, "own_lag_p99": sorted(late)[int(0.99 * len(late))], "own_cpu": time.process_time()}


if __name__ == "__main__":
    json.dump(asyncio.run(load((sys.argv[1], int(sys.argv[2])), json.load(sys.stdin))), sys.stdout)
