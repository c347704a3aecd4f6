/** The contract over real HTTP: tokens, state, transitions, conflicts, repeats, bad requests, and what it must not do. */
import assert from "node:assert/strict";
import { request } from "node:http";
import type { ProblemDetails, Status } from "../../src/core/generated/types";
import { createToken, revokeToken } from "../../src/endpoint/tokens";
import { documentedRoutes } from "../../src/tools/conformance/contract";
import { TestEndpoint, agent, definitionText } from "./endpoint";

const enableAll = { action: "enable", reason: "CHG-1" };

describe("endpoint over HTTP", () => {
  let endpoint: TestEndpoint;
  beforeEach(async () => {
    endpoint = await new TestEndpoint().start();
  });
  afterEach(() => endpoint.dispose());

  it("answers the state in the shape of its schema, with a tag that a second look can use", async () => {
    const { status, body, headers } = await endpoint.state();
    assert.equal(status, 200);
    assert.equal(body.phase, "off");
    const again = await endpoint.call("GET", "/v1/state", {
      headers: { "if-none-match": headers.get("etag") ?? "" },
    });
    assert.equal(again.status, 304);
  });

  for (const [name, token] of [
    ["no token", ""],
    ["a wrong token", "mm_wrong"],
  ] as const) {
    it(`answers 401 to ${name} and never tells the right one`, async () => {
      const { status, headers, body } = await endpoint.call<ProblemDetails>("GET", "/v1/state", { token });
      assert.equal(status, 401);
      assert.match(headers.get("www-authenticate") ?? "", /^Bearer/);
      assert.match(headers.get("content-type") ?? "", /^application\/problem\+json/);
      assert.equal(body.code, "unauthorized");
      assert.ok(!JSON.stringify(body).includes(endpoint.token));
    });
  }

  it("sends no token back that was put into an address, and takes none in a body", async () => {
    const { token } = endpoint;
    for (const [method, path, body] of [
      ["GET", `/v1/${token}`],
      ["POST", `/v1/services/${token}/restart`],
      ["POST", "/v1/transitions", { ...enableAll, [token]: true }],
      ["POST", "/v1/transitions", { action: "enable", reason: `my token is ${token}` }],
      ["PUT", "/v1/in-flight", [{ id: token, operation: "x", startedAt: "2026-01-01T00:00:00Z" }]],
    ] as const) {
      const answer = await endpoint.call<ProblemDetails>(method, path, { body });
      assert.ok(answer.status >= 400);
      assert.ok(!JSON.stringify(answer.body).includes(token), `${method} ${answer.body.detail}`);
    }
    assert.deepEqual(await endpoint.history(), []);
  });

  it("answers an address that cannot be decoded like any other that is not there", async () => {
    assert.equal((await endpoint.call<ProblemDetails>("GET", "/%zz")).body.code, "not-found");
    assert.equal(
      (await endpoint.call<ProblemDetails>("GET", "/%zz", { token: "" })).body.code,
      "unauthorized",
    );
  });

  it("switches everything on and off again and restores the one agent that was in maintenance", async () => {
    const db = agent("acme", "hq", "db-7");
    await endpoint.transition({ action: "enable", reason: "disk", target: db });
    assert.deepEqual(await endpoint.flagged(), ["db-7"]);
    const on = await endpoint.transition({
      ...enableAll,
      estimatedEnd: "2099-01-01T00:00:00Z",
      message: "Back soon",
    });
    assert.equal(on.status, 200);
    assert.equal(on.body.status.phase, "on");
    assert.equal(on.body.entry.outcome, "carried-out");
    assert.equal(on.body.status.current?.estimatedEnd, "2099-01-01T00:00:00Z");
    assert.deepEqual(await endpoint.flagged(), ["db-7", "web-1", "x-1", "z-1"]);
    const off = await endpoint.transition({ action: "disable" });
    assert.equal(off.body.status.phase, "partial");
    assert.deepEqual(await endpoint.flagged(), ["db-7"]);
    assert.deepEqual(
      (await endpoint.history()).map(({ action, outcome }) => `${action} ${outcome}`),
      ["disable carried-out", "enable carried-out", "enable carried-out"],
    );
  });

  it("works on a client, a site and an agent, and says all, some or none of each", async () => {
    await endpoint.transition({ ...enableAll, target: { client: "acme", site: "hq" } });
    assert.deepEqual(await endpoint.flagged(), ["db-7", "web-1"]);
    await endpoint.transition({ ...enableAll, target: { client: "acme" } });
    await endpoint.transition({ action: "disable", target: agent("acme", "hq", "db-7") });
    assert.deepEqual(await endpoint.flagged(), ["web-1", "x-1"]);
    await endpoint.transition({ action: "force-disable", reason: "reset", target: { client: "acme" } });
    assert.deepEqual(await endpoint.flagged(), []);
  });

  it("answers 412 with what it is now when somebody else was faster", async () => {
    const seen = (await endpoint.state()).headers.get("etag") ?? "";
    await endpoint.transition(enableAll);
    const late = await endpoint.transition({ action: "disable" }, { headers: { "if-match": seen } });
    assert.equal(late.status, 412);
    assert.equal(late.body.code, "changed");
    assert.equal(late.body.status_now?.phase, "on");
    const now = (await endpoint.state()).headers.get("etag") ?? "";
    assert.equal(
      (await endpoint.transition({ action: "disable" }, { headers: { "if-match": now } })).status,
      200,
    );
  });

  it("gives a repeated request its first answer, also after a restart, and refuses the key for another", async () => {
    const headers = { "idempotency-key": "key-1" };
    const first = await endpoint.transition(enableAll, { headers });
    await endpoint.transition({ action: "disable" });
    await endpoint.stop();
    await endpoint.start();
    const again = await endpoint.transition(enableAll, { headers });
    assert.deepEqual(again.body, first.body);
    assert.equal((await endpoint.state()).body.phase, "off", "it was not carried out twice");
    const other = await endpoint.transition({ action: "disable" }, { headers });
    assert.equal(other.status, 422);
    assert.equal(other.body.code, "idempotency-mismatch");
  });

  it("checks each action against the roles of the caller's token", async () => {
    const operator = createToken(endpoint.data, { name: "ben", roles: ["operator"], host: false });
    const auditor = createToken(endpoint.data, { name: "gus", roles: ["auditor"], host: false });
    assert.equal((await endpoint.transition(enableAll, { token: auditor })).status, 403);
    assert.equal((await endpoint.transition(enableAll, { token: operator })).status, 200);
    const forced = await endpoint.transition({ action: "force-disable", reason: "r" }, { token: operator });
    assert.equal(forced.status, 403);
    assert.match(forced.body.detail, /"force".*admin/);
    assert.equal((await endpoint.call("PUT", "/v1/in-flight", { token: operator, body: [] })).status, 403);
    const [last] = await endpoint.history();
    assert.deepEqual([last?.by, last?.outcome, last?.code], ["ben", "refused", "forbidden"]);
    revokeToken(endpoint.data, "ben");
    assert.equal((await endpoint.transition(enableAll, { token: operator })).status, 401);
  });

  const bad: [string, object | string, RegExp][] = [
    ["no action", {}, /"action" is missing/],
    ["two actions", { action: ["enable", "disable"], reason: "r" }, /action/],
    ["two actions side by side", { action: "enable", disable: true, reason: "r" }, /"disable"/],
    ["an unknown action", { action: "toggle", reason: "r" }, /enable, disable, force-enable, force-disable/],
    ["no reason", { action: "enable" }, /"reason" is missing/],
    ["no reason to force", { action: "force-disable" }, /"reason" is missing/],
    ["a gap in the target", { ...enableAll, target: { client: "a", agent: "b" } }, /"site"/],
    ["an end without offset", { ...enableAll, until: "2099-01-01T00:00" }, /offset/],
    ["an end in the past", { ...enableAll, until: "2001-01-01T00:00:00Z" }, /not in the future/],
    ["half a document", '{"action":', /not valid JSON/],
    ["a list", [], /type/],
    ["nothing", "", /empty/],
  ];
  for (const [name, body, wanted] of bad) {
    it(`answers 400 to ${name}, in words`, async () => {
      const init = typeof body === "string" ? { text: body } : { body };
      const answer = await endpoint.call<ProblemDetails>("POST", "/v1/transitions", init);
      assert.equal(answer.status, 400);
      assert.equal(answer.body.code, "invalid-request");
      assert.match(answer.body.detail, wanted);
      assert.equal((await endpoint.state()).body.revision, 1, "nothing has changed");
    });
  }

  it("answers what is not there, not allowed, not JSON or too large with its own code", async () => {
    const codeOf = async (method: string, path: string, init = {}): Promise<[number, string]> => {
      const { status, body } = await endpoint.call<ProblemDetails>(method, path, init);
      return [status, body.code];
    };
    assert.deepEqual(await codeOf("GET", "/v2/state"), [404, "not-found"]);
    assert.deepEqual(await codeOf("DELETE", "/v1/state"), [405, "method-not-allowed"]);
    assert.deepEqual(await codeOf("GET", "/v1/services/aos/restarted"), [405, "method-not-allowed"]);
    assert.deepEqual(await codeOf("POST", "/v1/services/aos/restarted"), [404, "not-found"]);
    assert.deepEqual(
      await codeOf("POST", "/v1/transitions", { text: "a=1", headers: { "content-type": "text/plain" } }),
      [415, "unsupported-media-type"],
    );
    assert.deepEqual(await codeOf("POST", "/v1/transitions", { text: `"${"x".repeat(5 << 20)}"` }), [
      413,
      "too-large",
    ]);
    assert.deepEqual(await codeOf("GET", "/v1/history?limit=zero"), [400, "invalid-request"]);
    assert.deepEqual(await codeOf("POST", "/v1/request", { body: { answer: "approve" } }), [
      409,
      "no-request",
    ]);
    assert.equal((await endpoint.call("GET", "/v1/health", { token: "" })).status, 200);
  });

  it("has every route of the contract and no other", async () => {
    for (const route of documentedRoutes()) {
      const [method = "", path = ""] = route.split(" ");
      const wrong = await endpoint.call<ProblemDetails>("DELETE", path.replace("{id}", "aos"));
      assert.match(wrong.body.detail, new RegExp(`takes .*${method.toUpperCase()}`), route);
    }
  });

  it("refuses a request that is addressed to another host", async () => {
    const { hostname, port } = new URL(endpoint.url);
    const headers = { host: "attacker.example", authorization: `Bearer ${endpoint.token}` };
    const status = await new Promise((resolve, reject) => {
      request({ hostname, port, path: "/v1/state", headers }, (response) => {
        response.resume();
        resolve(response.statusCode);
      })
        .on("error", reject)
        .end();
    });
    assert.equal(status, 421);
  });

  it("pages through the history", async () => {
    for (let count = 0; count < 5; count += 1)
      await endpoint.transition({ ...enableAll, reason: `r${count}` });
    const first = (
      await endpoint.call<{ entries: { seq: number }[]; before?: number }>("GET", "/v1/history?limit=3")
    ).body;
    assert.deepEqual(
      first.entries.map(({ seq }) => seq),
      [5, 4, 3],
    );
    const second = (
      await endpoint.call<typeof first>("GET", `/v1/history?limit=3&before=${first.before ?? ""}`)
    ).body;
    assert.deepEqual([second.entries.map(({ seq }) => seq), second.before], [[2, 1], undefined]);
  });

  it("waits for approval with 202 and carries out what a second person approves", async () => {
    await endpoint.dispose();
    const approval = "transitions: { approval: { for: [enable], approvers: [admin] } }\n";
    endpoint = await new TestEndpoint(definitionText + approval).start();
    const ben = createToken(endpoint.data, { name: "ben", roles: ["operator"], host: false });
    const asked = await endpoint.transition(enableAll, { token: ben });
    assert.deepEqual(
      [asked.status, asked.body.status.phase, asked.body.status.request?.by],
      [202, "off", "ben"],
    );
    assert.equal(
      (await endpoint.call("POST", "/v1/request", { token: ben, body: { answer: "approve" } })).status,
      403,
    );
    const approved = await endpoint.call<{ status: Status }>("POST", "/v1/request", {
      body: { answer: "approve" },
    });
    assert.deepEqual([approved.status, approved.body.status.phase], [200, "on"]);
  });

  it("gives a repeated refusal its first answer, though by now there is something to approve", async () => {
    await endpoint.dispose();
    const approval = "transitions: { approval: { for: [enable], approvers: [admin] } }\n";
    endpoint = await new TestEndpoint(definitionText + approval).start();
    const ben = createToken(endpoint.data, { name: "ben", roles: ["operator"], host: false });
    const init = { body: { answer: "approve" }, headers: { "idempotency-key": "a" } };
    assert.equal((await endpoint.call("POST", "/v1/request", init)).status, 409);
    await endpoint.transition(enableAll, { token: ben });
    assert.equal((await endpoint.call<ProblemDetails>("POST", "/v1/request", init)).body.code, "no-request");
    assert.equal((await endpoint.state()).body.phase, "off");
  });

  it("gives a repeated approval its first answer, and a repeated change whose end has passed", async () => {
    await endpoint.dispose();
    const approval = "transitions: { approval: { for: [enable], approvers: [admin] } }\n";
    endpoint = await new TestEndpoint(definitionText + approval).start();
    const ben = createToken(endpoint.data, { name: "ben", roles: ["operator"], host: false });
    const soon = new Date(Date.now() + 5_000).toISOString();
    const change = { ...enableAll, until: soon };
    const asked = await endpoint.transition(change, { token: ben, headers: { "idempotency-key": "a" } });
    const init = { body: { answer: "approve" }, headers: { "idempotency-key": "b" } };
    const first = await endpoint.call("POST", "/v1/request", init);
    assert.equal(first.status, 200);
    endpoint.now = () => Date.parse(soon) + 1_000;
    assert.deepEqual((await endpoint.call("POST", "/v1/request", init)).body, first.body);
    const again = await endpoint.transition(change, { token: ben, headers: { "idempotency-key": "a" } });
    assert.deepEqual(again.body, asked.body);
  });
});
