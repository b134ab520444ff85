"""robots.txt by RFC 9309, and no file of 500 KiB that hangs its reader."""

from __future__ import annotations

import tracemalloc
from collections.abc import Iterator

import msgspec
import pytest
from protego import Protego

from newsclean.errors import Reason
from newsclean.fetch import robots as module
from newsclean.fetch.robots import (
    KEEP_SECONDS,
    MAX_BYTES,
    Everything,
    Nothing,
    RobotsCache,
    Written,
    concerning,
    rules_for,
)
from newsclean.records import Rejected, Response, Target
from tests.fetch.turned import Turned
from tests.hostile.answers import PAGE, answer, forever, raw
from tests.hostile.server import FakeNames, HostileServer, Script, fetcher, hostile_server, quick


def allows(text: str, path: str, agent: str = "newsclean") -> bool:
    return rules_for(200, text.encode(), agent).allows("http://h.example" + path)


@pytest.mark.parametrize(
    ("text", "path", "allowed"),
    [
        ("User-agent: *\nDisallow: /private", "/private/x", False),
        ("User-agent: *\nDisallow: /private", "/public", True),
        ("User-agent: *\nDisallow: /\nAllow: /news", "/news/1", True),
        ("User-agent: *\nDisallow: /*.pdf$", "/a.pdf", False),
        ("User-agent: *\nDisallow: /*.pdf$", "/a.pdf?x", True),
        ("User-agent: *\nDisallow:", "/x", True),
        ("User-agent: other\nDisallow: /", "/x", True),
        ("User-agent: *\nDisallow: /\nUser-agent: newsclean\nDisallow: /a", "/b", True),
        ("User-agent: *\nDisallow: /\nUser-agent: NewsClean/9\nDisallow: /a", "/a", False),
        ("User-agent: news\nDisallow: /", "/x", True),
        ("User-agent: a\nUser-agent: *\nUser-agent: b\nDisallow: /x", "/x", False),
        ("User-agent: *\nSitemap: http://h.example/s.xml\nDisallow: /x", "/x", False),
        ("Disallow: /\n", "/x", True),
        ("<html>not found</html>", "/x", True),
        ("USERAGENT *\ndisallow /x", "/x", False),
        ("User-agent: * # all\nDisallow: /x # this", "/x", False),
        ("User-agent: *\r\nDisallow: /x\r\n", "/x", False),
        ("\ufeffUser-agent: *\nDisallow: /x", "/x", False),
        ("User-agent: *\nDisallow: /x\nUser-agent:\nDisallow: /y", "/y", True),
        ("User-agent: *\nDisallow: /caf%C3%A9", "/caf%c3%a9", False),
    ],
)
def test_a_written_file_means_what_the_rfc_says(text: str, path: str, allowed: bool) -> None:
    assert allows(text, path) is allowed


def test_what_is_kept_for_us_gives_the_parser_the_same_rules() -> None:
    """Leaving out the groups of others changes no answer."""
    whole = (
        "User-agent: x\nUser-agent: *\nCrawl-delay: 7\nDisallow: /a\nAllow: /a/b\n\n"
        "User-agent: y\nDisallow: /\n\nSitemap: http://h.example/s\n"
        "User-agent: *\nDisallow: /*c$\n"
    )
    kept = Protego.parse("\n".join(concerning(whole, "newsclean")))
    every = Protego.parse(whole)
    assert kept.crawl_delay("newsclean") == every.crawl_delay("newsclean") == 7
    for path in ("/a", "/a/b", "/a/c", "/q", "/qc", "/"):
        url = "http://h.example" + path
        assert kept.can_fetch(url, "newsclean") == every.can_fetch(url, "newsclean")


MANY = "".join(f"User-agent: b{n}\n" for n in range(9_000))
MANY += "User-agent: *\n" + "".join(f"Disallow: /{n}\n" for n in range(18_000))


def test_many_agents_over_many_rules_are_read_once() -> None:
    """162 million rules would not fit in memory; those for us are 18,000."""
    tracemalloc.start()
    rules = rules_for(200, MANY.encode(), "newsclean")
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert len(MANY) < MAX_BYTES
    assert not rules.allows("http://h.example/17999")
    assert peak < 40 << 20


def test_control_the_parser_alone_keeps_every_rule_for_every_agent() -> None:
    few = "".join(f"User-agent: b{n}\n" for n in range(300))
    few += "".join(f"Disallow: /{n}\n" for n in range(300))
    parsed = Protego.parse(few)
    assert sum(len(group._rules) for group in parsed._user_agents.values()) == 300 * 300


def test_more_rules_than_can_be_weighed_forbid_all(monkeypatch: pytest.MonkeyPatch) -> None:
    text = b"User-agent: *\n" + b"Allow: *a\n" * 30_000
    assert not rules_for(200, text, "newsclean").allows("http://h.example/x")
    monkeypatch.setattr(module, "MAX_RULES", 10**9)
    assert rules_for(200, text, "newsclean").allows("http://h.example/x")


def test_500_kib_are_read_and_no_more() -> None:
    room = MAX_BYTES - len("User-agent: *\n") - len("Disallow: /x\n")
    fill = "#" * (room - 1) + "\n"
    assert not allows("User-agent: *\n" + fill + "Disallow: /x\n", "/x")
    assert allows("User-agent: *\n" + fill + "#" * 20 + "\nDisallow: /x\n", "/x")


def test_rules_are_kept_for_a_day() -> None:
    clock = Turned()
    cache = RobotsCache(clock)
    cache.put("http://h.example", Everything())
    clock.time += KEEP_SECONDS - 1
    assert cache.get("http://h.example")
    clock.time += 2
    assert cache.get("http://h.example") is None


def test_the_cache_forgets_the_oldest_when_large(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "_KEPT_BYTES", 100_000)
    cache = RobotsCache(Turned())
    for number in range(20):
        cache.put(f"http://h{number}.example", Written("#" * 20_000, "newsclean"))
    kept = [n for n in range(20) if cache.get(f"http://h{n}.example")]
    assert kept == [16, 17, 18, 19]


# the status × redirect matrix: what /robots.txt answers, and whether the page may be fetched

ALL = answer(b"User-agent: *\nDisallow: /private\n")
NONE = answer(b"User-agent: *\nDisallow: /\n")
MATRIX: dict[str, tuple[Script | None, Reason | None]] = {
    "allows": (ALL, None),
    "forbids": (NONE, Reason.ROBOTS),
    "missing": (None, None),
    "empty": (answer(b""), None),
    "binary": (answer(bytes(range(256)) * 40), None),
    "closed": (raw(b"", close=True), Reason.ROBOTS),
    "not HTTP": (raw(b"SSH-2.0\r\n\r\n", close=True), Reason.ROBOTS),
    "cut": (raw(b"HTTP/1.1 200 OK\r\ncontent-length: 99\r\n\r\nUser", close=True), Reason.ROBOTS),
    "endless": (forever(b"HTTP/1.1 200 OK\r\n\r\n", b"# nothing\n" * 9_000, 0), None),
    "never": (forever(b"", b"", 0.3), Reason.ROBOTS),
    "drip": (forever(b"HTTP/1.1 200 OK\r\n\r\n", b"U", 0.3), Reason.ROBOTS),
    "header bomb": (forever(b"HTTP/1.1 200 OK\r\nx: ", b"y" * 65536, 0), Reason.ROBOTS),
    "bad coding": (answer(b"User-agent: *", "content-encoding: gzip"), Reason.ROBOTS),
    "as an image": (
        answer(b"User-agent: *\nDisallow: /", "content-type: image/png"),
        Reason.ROBOTS,
    ),
}
for status in (200, 201, 203, 206, 400, 401, 403, 404, 410, 418, 451):
    MATRIX[f"status {status}"] = (answer(b"nothing here", status=f"{status} X"), None)
for status in (204, 205):
    MATRIX[f"status {status}"] = (raw(b"HTTP/1.1 %d X\r\n\r\n" % status), None)
for status in (429, 500, 502, 503, 504, 599):
    MATRIX[f"status {status}"] = (answer(b"x", status=f"{status} X"), Reason.ROBOTS)
for status in (301, 302, 303, 307, 308):
    for name in ("allows", "forbids", "missing"):
        reason = Reason.ROBOTS if name == "forbids" else None
        hop = answer(b"", f"location: http://rules.example/{name}", status=f"{status} M")
        MATRIX[f"{status} to one that {name}"] = (hop, reason)
PLACES = {
    "file:///etc/passwd": Reason.ROBOTS,
    "ftp://h.example/": Reason.ROBOTS,
    "data:text/plain,User-agent:*": Reason.ROBOTS,
    "http://169.254.169.254/robots": Reason.ROBOTS,
    "http://127.0.0.1/robots": Reason.ROBOTS,
    "http://[": Reason.ROBOTS,
    "http://rules.example/fault": Reason.ROBOTS,
}
for place, reason in PLACES.items():
    MATRIX[f"302 to {place}"] = (answer(b"", f"location: {place}", status="302 F"), reason)
for hops, last in ((4, Reason.ROBOTS), (5, Reason.ROBOTS), (6, None)):
    hop = answer(b"", f"location: http://rules.example/hop/{hops - 1}", status="302 F")
    MATRIX[f"{hops} hops to one that forbids"] = (hop, last)


@pytest.fixture(scope="module")
def verdicts() -> Iterator[tuple[dict[str, Response | Rejected], HostileServer]]:
    """Fetch one page of each host of the matrix."""
    hosts = {f"r{n}.example": script for n, (script, _) in enumerate(MATRIX.values())}

    async def robots(call: object) -> None:
        script = hosts[call.host]  # type: ignore[attr-defined]
        await (script or answer(b"", status="404 N"))(call)  # type: ignore[arg-type]

    with hostile_server() as server:
        server.scripts["/robots.txt"] = robots
        server.scripts["/page"] = answer()
        server.scripts["/allows"], server.scripts["/forbids"] = ALL, NONE
        server.scripts["/fault"] = answer(status="500 X")
        server.scripts["/hop/0"] = NONE
        for n in range(1, 7):
            where = f"location: /hop/{n - 1}"
            server.scripts[f"/hop/{n}"] = answer(b"", where, status="302 F")
        options = msgspec.structs.replace(quick(robots=True), concurrency=64)
        got = fetcher(server, options, FakeNames()).fetch(
            Target(url=f"http://{host}/page") for host in hosts
        )
        by_url = {(g.name if isinstance(g, Response) else g.url) or "": g for g in got}
        names = list(MATRIX)
        yield {names[n]: by_url[f"http://r{n}.example/page"] for n in range(len(names))}, server


@pytest.mark.parametrize("name", MATRIX)
def test_matrix(name: str, verdicts: tuple[dict[str, Response | Rejected], HostileServer]) -> None:
    got = verdicts[0][name]
    wanted = MATRIX[name][1]
    if wanted is None:
        assert isinstance(got, Response), got
        assert got.body == PAGE
    else:
        assert isinstance(got, Rejected)
        assert got.reason is wanted, got.detail


def test_no_robots_file_was_asked_of_a_private_place(
    verdicts: tuple[dict[str, Response | Rejected], HostileServer],
) -> None:
    assert not [path for _, path in verdicts[1].hits if path == "/robots"]


def test_robots_is_asked_once_a_host_and_a_fault_of_it_is_tried_again() -> None:
    asked = 0

    async def second_time(call: object) -> None:
        nonlocal asked
        asked += 1
        await (raw(b"", close=True) if asked == 1 else ALL)(call)  # type: ignore[arg-type]

    with hostile_server() as server:
        server.scripts["/robots.txt"] = second_time
        server.scripts["/page"] = server.scripts["/private"] = answer()
        options = quick(robots=True)
        manners = msgspec.structs.replace(options.politeness, retries=1, backoff=0.01)
        options = msgspec.structs.replace(options, politeness=manners)
        urls = [f"http://one.example/page?{n}" for n in range(5)] + ["http://one.example/private"]
        got = list(fetcher(server, options).fetch(Target(url=url) for url in urls))
    assert asked == 2
    assert sum(isinstance(g, Response) for g in got) == 5
    assert [g.reason for g in got if isinstance(g, Rejected)] == [Reason.ROBOTS]


def test_nothing_says_why() -> None:
    rules = rules_for(503, b"", "newsclean")
    assert isinstance(rules, Nothing)
    assert rules.why == "robots.txt answers HTTP 503"
