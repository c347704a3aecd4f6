/** Changes that need a second person, that wait for what is running, or that are not allowed: as VS Code reports them. */
import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import path from "node:path";
import { promisify } from "node:util";
import * as vscode from "vscode";
import type { Status } from "../../src/core/generated/types";
import { node, root } from "../../src/tools/paths";
import { useEndpoint } from "../vscode/endpoint";
import { until } from "../vscode/until";
import { command, usePerson } from "./person";

const run = promisify(execFile);

const definition = `apiVersion: maintenance-mode/v1
kind: MaintenanceDefinition
metadata:
  name: approved
roles:
  - id: operator
    admitted: true
    may: [enable, disable]
  - id: lead
    admitted: true
    may: [enable, disable, approve, force]
transitions:
  approval:
    for: [enable]
    approvers: [lead]
  drain:
    timeout: PT30M
    then: proceed
`;

describe("an endpoint that asks a second person", () => {
  const person = usePerson();
  const endpoint = useEndpoint({ definition, heartbeatSeconds: 1 });
  let bob = "";

  const status = async () => (await endpoint.current.request("/v1/state")).body as Status;

  async function tokenFor(name: string, role: string): Promise<string> {
    const data = path.dirname(endpoint.current.tokenFile);
    const program = path.join(root, "dist", "cli.js");
    const { stdout } = await run(node, [
      program,
      "token",
      "create",
      "--data",
      data,
      "--name",
      name,
      "--role",
      role,
    ]);
    return /^\s*(mm\S+|\S{20,})\s*$/m.exec(stdout)?.[1] ?? assert.fail(stdout);
  }

  async function asBob(address: string, body: unknown): Promise<void> {
    const headers = { authorization: `Bearer ${bob}`, "content-type": "application/json" };
    const response = await fetch(endpoint.current.url + address, {
      method: "POST",
      headers,
      body: JSON.stringify(body),
    });
    assert.ok(response.ok, await response.text());
  }

  async function connectAs(token: string): Promise<void> {
    person.types(endpoint.current.url, "approved", token);
    await command("connect");
    await command("refresh");
  }

  before(async () => {
    bob = await tokenFor("bob", "operator");
  });
  after(async () => {
    const settings = vscode.workspace.getConfiguration("maintenanceMode");
    await settings.update("endpoints", undefined, vscode.ConfigurationTarget.Global);
  });

  it("a change that was only asked for is not reported as done", async () => {
    await connectAs(bob);
    person.types("CHG-7", "");
    await command("enable");
    assert.match(
      person.told.join("\n"),
      /enable of the environment now waits for approval by a second person\. Nothing has changed yet\./,
    );
    assert.equal((await status()).phase, "off");
    assert.equal((await status()).request?.by, "bob");
  });

  it("the one who asked cannot approve, in the endpoint's own words", async () => {
    person.types("");
    await command("approve");
    assert.match(person.told.join("\n"), /not allowed to do this .* It says: /);
    assert.ok((await status()).request !== undefined);
  });

  it("what may not be done is refused with what is missing", async () => {
    person.types("I want to", "approved");
    await command("forceDisable");
    assert.match(person.told.join("\n"), /\(403\)\. It says: /);
  });

  it("another one rejects, and approves the next, which drains first and says so", async () => {
    await connectAs(endpoint.current.token);
    person.types("not today");
    await command("reject");
    assert.match(person.told.join("\n"), /The enable of the environment that bob asked for was rejected\./);
    await asBob("/v1/transitions", { action: "enable", reason: "second try" });
    const running = [{ id: "1", operation: "process.run", startedAt: new Date().toISOString() }];
    assert.equal((await endpoint.current.request("/v1/in-flight", running, "PUT")).status, 200);
    await command("refresh");
    person.types("");
    await command("approve");
    assert.match(
      person.told.join("\n"),
      /is set and draining: 1 operation still running, at the latest in 30 minutes\./,
    );
    assert.equal((await status()).phase, "draining");
  });

  it("while it drains, every other change is refused in its words", async () => {
    person.picks("The environment", "Disable: approved");
    await command("disable");
    assert.match(person.told.join("\n"), /is draining \(1 operation\(s\) still running\)/);
    assert.equal((await endpoint.current.request("/v1/in-flight", [], "PUT")).status, 200);
    await until("maintenance is on", async () => (await status()).phase === "on");
  });

  it("a report of what is running, in the middle of a question, is no conflict", async () => {
    await command("refresh");
    person.picks("The environment", "Disable: approved");
    const running = [{ id: "2", operation: "process.run", startedAt: new Date().toISOString() }];
    person.meanwhile(() => endpoint.current.request("/v1/in-flight", running, "PUT"));
    await command("disable");
    // Only what somebody has decided is worth a second question.
    assert.match(person.told.join("\n"), /maintenance is off/);
    assert.doesNotMatch(person.told.join("\n"), /has changed meanwhile/);
    assert.equal((await status()).phase, "off");
  });
});
