import assert from "node:assert/strict";
import { httpProvider } from "../../../src/providers/http/provider";
import type { View, Watch } from "../../../src/providers/provider";
import { type TestClock, testClock, until } from "../clock";
import { type Handler, type TestServer, TOKEN, eventStream, json, problem, serve, state } from "./server";

const MINUTE = 60_000;

describe("watching an endpoint", () => {
  let server: TestServer;
  let clock: TestClock;
  let watch: Watch;
  let abort: AbortController;
  let seen: View[];

  /** What the endpoint does now; a test may change it while the watch runs. */
  let onState: Handler;
  let onEvents: Handler;
  let send: ReturnType<typeof eventStream>;
  let hangUp: () => void;

  beforeEach(async () => {
    abort = new AbortController();
    clock = testClock();
    seen = [];
    onState = (_, response) => json(response, 200, state(), { etag: '"1"' });
    onEvents = (_, response) => {
      send = eventStream(response);
      hangUp = () => response.destroy();
      send("state", state(), '"1"');
      send("beat", { at: "2026-11-21T12:00:00Z", everyMs: 5000 });
    };
    server = await serve((request, response) =>
      (request.url === "/v1/events" ? onEvents : onState)(request, response),
    );
  });
  afterEach(async () => {
    abort.abort();
    await server.close();
  });

  function start(): void {
    const provider = httpProvider({ address: server.address, token: TOKEN, clock });
    watch = provider.watch((view) => seen.push(view), abort.signal);
  }
  const link = () => watch.view().link;
  const count = (request: string) => server.log.filter((line) => line === request).length;
  const reads = () => count("GET /v1/state");
  const streams = () => count("GET /v1/events");
  const phase = () => watch.view().reading?.status.phase;
  const live = () => until(() => link().state === "live" && (link() as { beatMs: number }).beatMs > 0);
  /** It has no answer, and has planned when to ask again. */
  const backedOff = () => {
    const now = link();
    return now.state === "unreachable" && now.retryAt > clock.now();
  };
  const words = () => {
    const now = link();
    return "why" in now ? (typeof now.why === "string" ? now.why : now.why.message) : "";
  };

  it("reads at once, then is live, and hears of changes", async () => {
    start();
    assert.equal(link().state, "connecting");
    await live();
    assert.equal(phase(), "off");
    send("state", state({ phase: "on", revision: 2 }), '"2"');
    await until(() => phase() === "on");
    assert.equal(watch.view().reading?.etag, '"2"');
    assert.equal(reads(), 1);
  });

  it("quotes an event's id when the endpoint did not", async () => {
    start();
    await live();
    send("state", state({ revision: 3 }), "abc");
    await until(() => watch.view().reading?.etag === '"abc"');
  });

  it("stays live while it beats, and is stale after two missed beats", async () => {
    start();
    await live();
    for (let beats = 0; beats < 3; beats += 1) {
      clock.advance(5000);
      const heard = watch.view().contactAt;
      send("beat", { at: "x", everyMs: 5000 });
      await until(() => watch.view().contactAt !== heard);
    }
    assert.equal(link().state, "live");
    onState = () => {};
    clock.advance(10_000);
    assert.equal(link().state, "live");
    clock.advance(1_000);
    await until(() => link().state === "stale");
    assert.match(words(), /Nothing was heard for 11 seconds: two signs of life in a row are missing\./);
    assert.equal(phase(), "off", "the last state is kept");
  });

  it("takes the beat that the endpoint announces", async () => {
    start();
    await live();
    send("beat", { at: "x", everyMs: 1000 });
    await until(() => (link() as { beatMs?: number }).beatMs === 1000);
    clock.advance(2_300);
    await until(() => link().state === "stale");
  });

  it("notices after a sleep of the machine that time has passed without a beat", async () => {
    start();
    await live();
    const slept = clock.now() + MINUTE;
    clock.now = () => slept;
    watch.wake();
    await until(() => link().state === "stale");
  });

  it("comes back by itself when the endpoint does", async () => {
    start();
    await live();
    onEvents = onState = (_, response) => response.destroy();
    hangUp();
    await until(() => link().state === "stale");
    for (let attempt = 0; attempt < 4; attempt += 1) {
      const before = reads();
      clock.advance(30_000);
      await until(() => reads() > before && backedOff());
    }
    onState = (_, response) => json(response, 200, state({ phase: "on", revision: 5 }), { etag: '"5"' });
    onEvents = (_, response) => {
      send = eventStream(response);
      send("beat", { at: "x", everyMs: 5000 });
    };
    clock.advance(30_000);
    await live();
    assert.equal(phase(), "on");
  });

  it("waits longer and longer, up to half a minute, spread by chance", async () => {
    onState = (_, response) => response.destroy();
    start();
    const delays: number[] = [];
    for (let attempt = 1; attempt <= 9; attempt += 1) {
      await until(() => reads() === attempt && backedOff());
      delays.push(clock.waiting()[0]!);
      clock.advance(clock.waiting()[0]!);
    }
    assert.deepEqual(delays, [375, 750, 1500, 3000, 6000, 12_000, 22_500, 22_500, 22_500]);
  });

  it("leaves the endpoint alone for as long as it asks", async () => {
    onState = (_, response) => response.writeHead(503, { "retry-after": "90" }).end();
    start();
    await until(() => clock.waiting().includes(90_000));
    assert.match(words(), /asks to be left alone/);
    clock.advance(89_000);
    assert.equal(reads(), 1);
    clock.advance(1_000);
    await until(() => reads() === 2);
  });

  for (const [status, code] of [
    [401, "unauthorized"],
    [403, "forbidden"],
  ] as const) {
    it(`does not hammer after ${status}`, async () => {
      onState = (_, response) => problem(response, status, code);
      start();
      await until(() => link().state === "stopped");
      clock.advance(24 * 60 * MINUTE);
      watch.wake();
      assert.deepEqual(clock.waiting(), []);
      assert.equal(reads(), 1);
      onState = (_, response) => json(response, 200, state());
      await watch.refresh();
      await live();
      assert.equal(reads(), 2);
    });
  }

  it("goes on trying when a refresh finds something else than the refusal", async () => {
    onState = (_, response) => problem(response, 401, "unauthorized");
    start();
    await until(() => link().state === "stopped");
    onState = (_, response) => response.destroy();
    await watch.refresh();
    assert.equal(link().state, "unreachable");
    await until(() => clock.waiting().length === 1 && reads() >= 2);
  });

  it("stops when the token is withdrawn while it listens", async () => {
    start();
    await live();
    onState = (_, response) => problem(response, 401, "unauthorized");
    hangUp();
    await until(() => link().state === "stale" && clock.waiting().length > 0);
    clock.advance(1_000);
    await until(() => link().state === "stopped");
  });

  it("polls, and says so, where there is no stream", async () => {
    onEvents = (_, response) => problem(response, 404, "not-found");
    start();
    await until(() => link().state === "polling");
    assert.equal((link() as { everyMs: number }).everyMs, 30_000);
    onState = (_, response) => json(response, 200, state({ phase: "on", revision: 2 }));
    clock.advance(30_000);
    await until(() => phase() === "on");
    assert.equal(link().state, "polling");
  });

  it("polls where the stream is collected instead of passed on, and tries it again now and then", async () => {
    onEvents = (_, response) =>
      response.writeHead(200, { "content-type": "text/event-stream" }).flushHeaders();
    start();
    for (let polls = 1; polls <= 8; polls += 1) {
      // Either the next poll is planned, or a stream is open and silent: then its time limit comes first.
      await until(
        () =>
          clock.waiting()[0] === 30_000 ||
          (clock.waiting().length === 1 && server.log.at(-1) === "GET /v1/events"),
      );
      if (clock.waiting()[0] !== 30_000) clock.advance(10_000);
      await until(() => link().state === "polling" && clock.waiting()[0] === 30_000);
      assert.equal(reads(), polls);
      clock.advance(30_000);
      await until(() => reads() === polls + 1);
    }
    assert.ok(streams() <= 5, `${streams()} streams in 8 polls`);
  });

  it("says when a poll fails", async () => {
    onEvents = (_, response) => problem(response, 404, "not-found");
    start();
    await until(() => link().state === "polling");
    onState = (_, response) => response.writeHead(200, { "content-type": "text/html" }).end("<p>");
    clock.advance(30_000);
    await until(() => link().state === "unreachable");
    assert.match(words(), /web page \(HTML\)/);
  });

  it("refuses an event that is too large, and a stranger's event", async () => {
    start();
    await live();
    send("state", { filler: "x".repeat(2_000_000) });
    await until(() => link().state === "stale");
    assert.match(words(), /larger than 1 MB/);
    clock.advance(1_000);
    await live();
    send("state", { hello: 1 });
    await until(() => link().state === "stale");
    assert.match(words(), /state\.phase/);
  });

  it("ignores events of other names", async () => {
    start();
    await live();
    send("advertisement", "buy");
    send("state", state({ phase: "on" }));
    await until(() => phase() === "on");
    assert.equal(streams(), 1);
  });

  it("does not let a late answer overwrite a newer event", async () => {
    start();
    await live();
    let answer = () => {};
    onState = (_, response) => {
      answer = () => json(response, 200, state({ phase: "off", revision: 1 }));
    };
    const refreshed = watch.refresh();
    await until(() => reads() === 2);
    send("state", state({ phase: "on", revision: 2 }));
    await until(() => phase() === "on");
    answer();
    await refreshed;
    assert.equal(phase(), "on");
  });

  it("takes over the state that an action has brought", async () => {
    start();
    await live();
    watch.offer({ status: state({ phase: "draining", revision: 2 }), etag: '"2"' });
    assert.equal(phase(), "draining");
  });

  it("refreshes on demand while it waits, and then goes on at once", async () => {
    onState = (_, response) => response.destroy();
    start();
    await until(() => backedOff());
    onState = (_, response) => json(response, 200, state());
    await watch.refresh();
    await live();
    assert.equal(reads(), 2);
  });

  it("asks only whether the state has changed", async () => {
    start();
    await live();
    let asked: unknown;
    onState = (request, response) => {
      asked = request.headers["if-none-match"];
      response.writeHead(304).end();
    };
    await watch.refresh();
    assert.equal(asked, '"1"');
    assert.equal(phase(), "off");
  });

  it("ends without a trace", async () => {
    start();
    await live();
    abort.abort();
    const views = seen.length;
    clock.advance(10 * MINUTE);
    await new Promise((resolve) => setImmediate(resolve));
    assert.equal(seen.length, views);
    assert.deepEqual(clock.waiting(), []);
  });
});
