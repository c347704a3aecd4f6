/** Every way an endpoint can disappoint: each a clear sentence, none a crash, none with a secret in it. */
import assert from "node:assert/strict";
import { inspect } from "node:util";
import { ProviderError, type Reason } from "../../../src/providers/error";
import { type HttpSettings, httpProvider } from "../../../src/providers/http/provider";
import {
  type Handler,
  type TestServer,
  TOKEN,
  addressOf,
  eventStream,
  json,
  problem,
  serve,
  state,
} from "./server";

const SECRET_HEADER = "x-internal-secret-4711";
const SECRET_BODY = "body-secret-0815";

async function failureOf(run: () => Promise<unknown>): Promise<ProviderError> {
  const error: unknown = await run().then(
    (value) => assert.fail(`no failure, but ${inspect(value)}`),
    (reason: unknown) => reason,
  );
  assert.ok(error instanceof ProviderError, inspect(error));
  // Everything a log or a notification could ever print of it.
  const printed = `${inspect(error, { depth: 9, showHidden: true })} ${JSON.stringify(error)} ${String(error)}`;
  for (const secret of [TOKEN, SECRET_HEADER, SECRET_BODY]) {
    assert.ok(!printed.includes(secret), `leaks ${secret}: ${printed}`);
  }
  assert.match(error.message, /^[^\p{Cc}]+[.?!…]$/u);
  return error;
}

describe("the http provider, when the endpoint disappoints", () => {
  let server: TestServer | undefined;
  afterEach(async () => {
    await server?.close();
    server = undefined;
  });

  async function read(handler: Handler, settings: Partial<HttpSettings> = {}): Promise<ProviderError> {
    server = await serve((request, response) => {
      response.setHeader("x-detail", SECRET_HEADER);
      handler(request, response);
    });
    const provider = httpProvider({ address: server.address, token: TOKEN, ...settings });
    return failureOf(() => provider.read(new AbortController().signal));
  }

  const cases: [string, Handler, Reason, RegExp][] = [
    [
      "a wrong token",
      (_, r) => problem(r, 401, "unauthorized", { detail: SECRET_BODY }),
      "unauthorized",
      /does not accept the token \(401\)/,
    ],
    ["a 401 page of a proxy", (_, r) => html(r, 401), "unauthorized", /does not accept the token/],
    [
      "a token that may not",
      (_, r) => problem(r, 403, "forbidden"),
      "forbidden",
      /not allowed .* It says: Because forbidden\./,
    ],
    ["a web page", (_, r) => html(r, 200), "not-json", /web page \(HTML\) instead of JSON/],
    [
      "plain text",
      (_, r) => r.writeHead(200, { "content-type": "text/plain" }).end(SECRET_BODY),
      "not-json",
      /not JSON/,
    ],
    ["no content type", (_, r) => r.writeHead(200).end(SECRET_BODY), "not-json", /not JSON/],
    [
      "broken JSON",
      (_, r) => r.writeHead(200, { "content-type": "application/json" }).end(`{"phase": "${SECRET_BODY}`),
      "not-json",
      /cut off or malformed/,
    ],
    [
      "an empty answer",
      (_, r) => r.writeHead(200, { "content-type": "application/json" }).end(),
      "not-json",
      /cut off or malformed/,
    ],
    [
      "a stranger's JSON",
      (_, r) => json(r, 200, { hello: SECRET_BODY }),
      "not-ours",
      /state\.phase is not a text/,
    ],
    ["a list", (_, r) => json(r, 200, []), "not-ours", /state is not an object/],
    ["null", (_, r) => json(r, 200, null), "not-ours", /state is not an object/],
    [
      "a state with a broken toggle",
      (_, r) => json(r, 200, { ...state(), toggles: [{ mode: SECRET_BODY }] }),
      "not-ours",
      /toggles\[0\]\.target/,
    ],
    [
      "saved states without end",
      (_, r) => r.writeHead(200, { "content-type": "application/json" }).end(nested()),
      "not-ours",
      /too deep/,
    ],
    [
      "a 500",
      (_, r) => r.writeHead(500, { "content-type": "text/plain" }).end(SECRET_BODY),
      "server-error",
      /failed while answering \(500\)/,
    ],
    [
      "a 500 with a problem",
      (_, r) => problem(r, 500, "internal", { detail: SECRET_BODY }),
      "server-error",
      /failed while answering \(500\)/,
    ],
    ["a bad gateway", (_, r) => html(r, 502), "server-error", /\(502\)/],
    ["a 404 of another service", (_, r) => html(r, 404), "not-ours", /no maintenance-mode endpoint/],
    [
      "too many requests",
      (_, r) => r.writeHead(429, { "retry-after": "7" }).end(),
      "overloaded",
      /left alone for a while \(429\)/,
    ],
    [
      "a redirect",
      (_, r) => r.writeHead(302, { location: `https://evil.example/${SECRET_HEADER}` }).end(),
      "redirected",
      /points to another address \(302\)/,
    ],
    ["a permanent redirect", (_, r) => r.writeHead(308, { location: "/other" }).end(), "redirected", /308/],
    ["an unasked 'not modified'", (_, r) => r.writeHead(304).end(), "not-ours", /not modified/],
    [
      "a connection that breaks",
      (_, r) => r.destroy(),
      "unreachable",
      /broke before the answer was complete/,
    ],
    ["half an answer", (_, r) => half(r), "unreachable", /broke before the answer was complete/],
  ];
  for (const [name, handler, reason, words] of cases) {
    it(`${name}: ${reason}`, async () => {
      const error = await read(handler);
      assert.equal(error.reason, reason, error.message);
      assert.match(error.message, words);
    });
  }

  it("keeps Retry-After, bounded", async () => {
    const error = await read((_, r) => r.writeHead(503, { "retry-after": "7" }).end());
    assert.equal(error.circumstances.retryAfterMs, 7000);
  });

  it("does not follow a redirect with the token", async () => {
    let asked = 0;
    const other = await serve((_, r) => {
      asked += 1;
      json(r, 200, state());
    });
    const error = await read((_, r) =>
      r.writeHead(307, { location: `${other.address.base}/v1/state` }).end(),
    );
    await other.close();
    assert.equal(error.reason, "redirected");
    assert.equal(asked, 0);
  });

  it("takes the token out of the other side's words", async () => {
    const error = await read((request, r) =>
      problem(r, 409, "busy", { detail: `You sent ${request.headers.authorization ?? ""}\u202e!` }),
    );
    assert.equal(error.reason, "busy");
    assert.equal(error.message, "You sent Bearer … !");
  });

  it("cuts the other side's words", async () => {
    const error = await read((_, r) => problem(r, 409, "kept-on", { detail: "long ".repeat(1000) }));
    assert.equal(error.reason, "kept-on");
    assert.ok(error.message.length < 600);
  });

  it("a refused connection: unreachable", async () => {
    const gone = await serve(() => {});
    await gone.close();
    const provider = httpProvider({ address: gone.address, token: TOKEN });
    const error = await failureOf(() => provider.read(new AbortController().signal));
    assert.equal(error.reason, "unreachable");
    assert.match(error.message, /the connection was refused\. Is the endpoint running\?/);
  });

  it("a host name that does not exist: unreachable", async () => {
    const dns = Object.assign(new TypeError("fetch failed"), {
      cause: Object.assign(new Error("x"), { code: "ENOTFOUND" }),
    });
    const provider = httpProvider({
      address: addressOf("https://no.example"),
      token: TOKEN,
      fetch: () => Promise.reject(dns),
    });
    const error = await failureOf(() => provider.read(new AbortController().signal));
    assert.match(error.message, /cannot be found \(DNS\)/);
  });

  it("an untrusted certificate: tls", async () => {
    const tls = Object.assign(new TypeError("fetch failed"), {
      cause: { code: "DEPTH_ZERO_SELF_SIGNED_CERT" },
    });
    const provider = httpProvider({
      address: addressOf("https://self.example"),
      token: TOKEN,
      fetch: () => Promise.reject(tls),
    });
    const error = await failureOf(() => provider.read(new AbortController().signal));
    assert.equal(error.reason, "tls");
    assert.match(error.message, /certificate is not trusted/);
  });

  it("a hanging endpoint: timeout", async () => {
    const error = await read(() => {}, { timeoutMs: 60 });
    assert.equal(error.reason, "timeout");
    assert.match(error.message, /did not answer within 0\.1 s\./);
  });

  it("an answer that trickles in: timeout", async () => {
    const error = await read(
      (_, r) => {
        r.writeHead(200, { "content-type": "application/json" });
        const drip = setInterval(() => r.write(" "), 5);
        r.on("close", () => clearInterval(drip));
      },
      { timeoutMs: 60 },
    );
    assert.equal(error.reason, "timeout");
  });

  it("a cancelled request: cancelled, at once", async () => {
    const abort = new AbortController();
    server = await serve(() => abort.abort());
    const provider = httpProvider({ address: server.address, token: TOKEN });
    const error = await failureOf(() => provider.read(abort.signal));
    assert.equal(error.reason, "cancelled");
  });

  for (const announced of [true, false]) {
    it(`an answer of 10 MB, ${announced ? "announced" : "unannounced"}: refused without being read`, async () => {
      let sent = 0;
      const error = await read((_, r) => {
        const whole = 10_000_000;
        r.writeHead(200, {
          "content-type": "application/json",
          ...(announced ? { "content-length": String(whole) } : {}),
        });
        const more = () => {
          while (sent < whole) {
            sent += 100_000;
            if (!r.write(" ".repeat(100_000))) {
              r.once("drain", more);
              return;
            }
          }
          r.end();
        };
        more();
      });
      assert.equal(error.reason, "too-large");
      assert.match(error.message, /larger than 1 MB/);
      assert.ok(sent < 10_000_000, `${sent} bytes were sent`);
    });
  }

  it("an event stream that is a web page: not-json", async () => {
    const error = await read((request, r) => {
      if (request.url === "/v1/events") eventStream(r);
      else html(r, 200);
    });
    assert.equal(error.reason, "not-json");
  });
});

function html(response: Parameters<Handler>[1], status: number): void {
  response.writeHead(status, { "content-type": "text/html" }).end(`<html>${SECRET_BODY}</html>`);
}

function half(response: Parameters<Handler>[1]): void {
  response.writeHead(200, { "content-type": "application/json", "content-length": "1000" });
  response.write('{"phase":', () => response.destroy());
}

function nested(): string {
  const levels = 5000;
  const saved = '{"target":{},"toggles":[],"saved":['.repeat(levels) + "]}".repeat(levels);
  return JSON.stringify(state()).replace('"saved":[]', `"saved":[${saved}]`);
}
