import assert from "node:assert/strict";
import { ProviderError } from "../../../src/providers/error";
import { httpProvider } from "../../../src/providers/http/provider";
import type { Provider } from "../../../src/providers/provider";
import { type TestClock, testClock, until } from "../clock";
import { type Handler, type TestServer, TOKEN, entry, json, problem, serve, state } from "./server";

describe("an action of the http provider", () => {
  let server: TestServer;
  let clock: TestClock;
  const { signal } = new AbortController();

  async function connect(handler: Handler): Promise<Provider> {
    server = await serve(handler);
    clock = testClock();
    return httpProvider({ address: server.address, token: TOKEN, clock });
  }
  afterEach(() => server.close());

  const done = { status: state({ phase: "on", revision: 2 }), entry: entry(), changed: true };

  it("sends the token, the key, the state it is based on, and only what was asked", async () => {
    let seen: unknown;
    const provider = await connect((request, response) => {
      const { authorization, "if-match": match, "idempotency-key": key } = request.headers;
      seen = { authorization, match, key, body: JSON.parse(request.body) as unknown };
      json(response, 200, done, { etag: '"2"' });
    });
    const outcome = await provider.transition(
      { action: "enable", target: { client: "acme" }, reason: "patches" },
      { signal, idempotencyKey: "k1", ifMatch: '"1"' },
    );
    assert.deepEqual(seen, {
      authorization: `Bearer ${TOKEN}`,
      match: '"1"',
      key: "k1",
      body: { action: "enable", target: { client: "acme" }, reason: "patches" },
    });
    assert.equal(outcome.status.phase, "on");
    assert.equal(outcome.etag, '"2"');
  });

  it("sends an action again after a broken connection, under the same key", async () => {
    const keys: unknown[] = [];
    const provider = await connect((request, response) => {
      keys.push(request.headers["idempotency-key"]);
      if (keys.length < 3) response.destroy();
      else json(response, 200, done);
    });
    const outcome = provider.transition({ action: "enable", reason: "x" }, { signal, idempotencyKey: "k2" });
    for (const resend of [1, 2]) {
      await until(
        () => keys.length === resend && clock.waiting()[0] !== undefined && clock.waiting()[0]! < 10_000,
      );
      clock.advance(clock.waiting()[0]!);
    }
    assert.equal((await outcome).changed, true);
    assert.deepEqual(keys, ["k2", "k2", "k2"]);
  });

  it("says that the outcome is unknown when the connection never held", async () => {
    let attempts = 0;
    const provider = await connect((_, response) => {
      attempts += 1;
      response.destroy();
    });
    const outcome = provider
      .transition({ action: "enable", reason: "x" }, { signal, idempotencyKey: "k3" })
      .catch((error: unknown) => error);
    for (const resend of [1, 2]) {
      await until(() => attempts === resend && (clock.waiting()[0] ?? Infinity) < 10_000);
      clock.advance(clock.waiting()[0]!);
    }
    const error = await outcome;
    assert.ok(error instanceof ProviderError);
    assert.equal(error.reason, "unreachable");
    assert.equal(error.circumstances.maybeDone, true);
  });

  it("does not send a refusal again", async () => {
    const provider = await connect((_, response) =>
      problem(response, 409, "busy", { detail: "It is draining." }),
    );
    const error = await provider
      .transition({ action: "enable", reason: "x" }, { signal, idempotencyKey: "k4" })
      .catch((caught: unknown) => caught);
    assert.ok(error instanceof ProviderError);
    assert.equal(error.reason, "busy");
    assert.equal(error.message, "It is draining.");
    assert.equal(error.circumstances.maybeDone, undefined);
    assert.equal(server.log.length, 1);
  });

  it("brings the state that has changed meanwhile", async () => {
    const provider = await connect((_, response) =>
      problem(response, 412, "changed", { status_now: state({ phase: "on", revision: 9 }) }),
    );
    const error = await provider
      .transition({ action: "enable", reason: "x" }, { signal, idempotencyKey: "k5", ifMatch: '"1"' })
      .catch((caught: unknown) => caught);
    assert.ok(error instanceof ProviderError);
    assert.equal(error.reason, "changed");
    assert.equal(error.circumstances.current?.revision, 9);
  });

  it("doubts an action whose answer cannot be understood", async () => {
    const provider = await connect((_, response) =>
      response.writeHead(200, { "content-type": "text/html" }).end("<p>"),
    );
    const error = await provider
      .transition({ action: "enable", reason: "x" }, { signal, idempotencyKey: "k6" })
      .catch((caught: unknown) => caught);
    assert.ok(error instanceof ProviderError);
    assert.equal(error.reason, "not-json");
    assert.equal(error.circumstances.maybeDone, true);
  });

  it("can be cancelled, and then does not know the outcome", async () => {
    const abort = new AbortController();
    const provider = await connect(() => abort.abort());
    const error = await provider
      .transition({ action: "enable", reason: "x" }, { signal: abort.signal, idempotencyKey: "k7" })
      .catch((caught: unknown) => caught);
    assert.ok(error instanceof ProviderError);
    assert.equal(error.reason, "cancelled");
    assert.equal(error.circumstances.maybeDone, true);
  });

  it("answers a waiting request, and reads history and agents", async () => {
    const provider = await connect((request, response) => {
      if (request.url === "/v1/request")
        json(response, 200, { ...done, got: JSON.parse(request.body) as unknown });
      else if (request.url?.startsWith("/v1/history") === true)
        json(response, 200, { entries: [entry()], before: 1 });
      else
        json(response, 200, {
          agents: [{ target: { client: "a", site: "b", agent: "c" }, inMaintenance: true }],
          groups: [],
        });
    });
    const answered = await provider.answerRequest("approve", "looks right", { signal, idempotencyKey: "k8" });
    assert.equal(answered.changed, true);
    assert.deepEqual((answered as { got?: unknown }).got, { answer: "approve", reason: "looks right" });
    assert.equal((await provider.history({ limit: 5, before: 7 }, signal)).entries[0]?.by, "anna");
    assert.equal((await provider.agents(signal)).agents[0]?.inMaintenance, true);
    assert.deepEqual(server.log, ["POST /v1/request", "GET /v1/history?limit=5&before=7", "GET /v1/agents"]);
  });

  it("takes a phase that it does not know for unknown", async () => {
    const provider = await connect((_, response) =>
      json(response, 200, { ...state(), phase: "hibernating" }, { etag: '"7"' }),
    );
    const { status, etag } = await provider.read(signal);
    assert.equal(status.phase, "unknown");
    assert.equal(etag, '"7"');
  });
});
