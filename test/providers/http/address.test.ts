import assert from "node:assert/strict";
import { checkAddress } from "../../../src/providers/http/address";

describe("the address of an endpoint", () => {
  const accepted = [
    ["https://maintenance.example.com", "https://maintenance.example.com"],
    ["  https://maintenance.example.com/  ", "https://maintenance.example.com"],
    ["https://example.com/ops/maintenance/", "https://example.com"],
    ["http://127.0.0.1:8080", "http://127.0.0.1:8080"],
    ["http://localhost:8080", "http://localhost:8080"],
    ["http://[::1]:8080", "http://[::1]:8080"],
    ["http://127.1", "http://127.0.0.1"],
    ["HTTPS://EXAMPLE.COM:443", "https://example.com"],
  ] as const;
  for (const [text, origin] of accepted) {
    it(`accepts ${text}`, () => {
      const check = checkAddress(text);
      assert.ok(check.ok);
      assert.equal(check.address.origin, origin);
      assert.doesNotMatch(check.address.base, /\/$/);
    });
  }

  const refused = [
    ["", /not a web address/],
    ["maintenance.example.com", /not a web address/],
    ["localhost:8080", /not a web address/],
    ["https://", /not a web address/],
    ["https://exa mple.com", /not a web address/],
    ["ftp://example.com", /must begin with https/],
    ["file:///etc/passwd", /not a web address/],
    ["javascript://example.com/%0aalert(1)", /must begin with https/],
    ["http://example.com", /Plain http is allowed to this machine only/],
    ["http://127.0.0.1.example.com", /Plain http/],
    ["http://localhost.example.com", /Plain http/],
    ["http://192.168.0.1", /Plain http/],
    ["http://[::2]", /Plain http/],
    ["https://user:secret@example.com", /must not contain a user name/],
    ["https://example.com/?token=1", /leave out everything from \?/],
    ["https://example.com/#x", /leave out everything from \?/],
  ] as const;
  for (const [text, problem] of refused) {
    it(`refuses '${text}'`, () => {
      const check = checkAddress(text);
      assert.ok(!check.ok);
      assert.match(check.problem, problem);
      assert.doesNotMatch(check.problem, /secret/);
    });
  }
});
