/** What survives: `kill -9` in the middle of traffic, a torn history, a directory in use, and a first start that cannot work. */
import assert from "node:assert/strict";
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { appendFileSync, existsSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { createInterface } from "node:readline";
import { join } from "node:path";
import type { Status } from "../../src/core/generated/types";
import { TestEndpoint, definitionText } from "./endpoint";

const main = join(__dirname, "../../src/cli/main.ts");

describe("endpoint after a crash", () => {
  let home: TestEndpoint;
  const children: ChildProcess[] = [];
  beforeEach(() => {
    home = new TestEndpoint();
  });
  afterEach(async () => {
    for (const child of children.splice(0)) child.kill("SIGKILL");
    await home.dispose();
  });

  /** The real program in a process of its own; resolves when it listens, or with its exit code and what it said. */
  async function serve(
    ...more: string[]
  ): Promise<{ child: ChildProcess; url: string; said: string[]; errors: string[] }> {
    const args = [
      "--import",
      "tsx",
      main,
      "serve",
      "--definition",
      home.definitionPath,
      "--data",
      home.data,
      "--port",
      "0",
      ...more,
    ];
    const child = spawn(process.execPath, args, { stdio: ["ignore", "pipe", "pipe"] });
    children.push(child);
    const said: string[] = [];
    const errors: string[] = [];
    createInterface({ input: child.stderr }).on("line", (line) => errors.push(line));
    for await (const line of createInterface({ input: child.stdout })) {
      said.push(line);
      const url = /^Listening on (.+)$/.exec(line)?.[1];
      if (url !== undefined) return { child, url, said, errors };
    }
    if (child.exitCode === null) await once(child, "exit");
    return { child, url: "", said, errors };
  }

  const token = (): string => readFileSync(join(home.data, "token"), "utf8").trim();

  async function post(url: string, reason: string): Promise<Status | undefined> {
    try {
      const response = await fetch(`${url}/v1/transitions`, {
        method: "POST",
        headers: { authorization: `Bearer ${token()}`, "content-type": "application/json" },
        body: JSON.stringify({ action: "enable", reason }),
      });
      return ((await response.json()) as { status: Status }).status;
    } catch {
      return undefined;
    }
  }

  it("has the last acknowledged state after kill -9 under traffic", async () => {
    const { child, url } = await serve();
    let acknowledged = 0;
    for (let count = 1; ; count += 1) {
      if (count === 40) child.kill("SIGKILL");
      const status = await post(url, `change ${count}`);
      if (status === undefined) break;
      acknowledged = count;
    }
    assert.ok(acknowledged >= 39);
    const again = await serve();
    const headers = { authorization: `Bearer ${token()}` };
    const state = (await (await fetch(`${again.url}/v1/state`, { headers })).json()) as Status;
    const kept = Number(state.toggles[0]?.reason.split(" ")[1]);
    assert.ok(kept >= acknowledged, `change ${acknowledged} was acknowledged, change ${kept} is kept`);
    const page = (await (await fetch(`${again.url}/v1/history?limit=500`, { headers })).json()) as {
      entries: { reason: string; seq: number }[];
    };
    assert.equal(page.entries[0]?.reason, `change ${kept}`);
    assert.deepEqual(
      page.entries.map(({ seq }) => seq),
      Array.from({ length: kept }, (_, index) => kept - index),
      "no entry is lost or doubled",
    );
  });

  it("prints the token once, keeps it in a private file, and prints it again only when asked", async () => {
    const first = await serve();
    assert.match(first.said.join("\n"), new RegExp(token()));
    if (process.platform !== "win32") assert.equal(statSync(join(home.data, "token")).mode & 0o777, 0o600);
    first.child.kill("SIGTERM");
    await once(first.child, "exit");
    assert.equal(first.child.exitCode, 0);
    assert.ok(!existsSync(join(home.data, "lock")));
    const second = await serve();
    assert.ok(!second.said.join("\n").includes(token()));
    second.child.kill("SIGTERM");
    await once(second.child, "exit");
    const third = await serve("--print-token");
    assert.match(third.said.join("\n"), new RegExp(token()));
  });

  it("refuses a directory that another endpoint uses, or that belongs to another environment", async () => {
    await home.start();
    const second = await serve();
    assert.equal(second.child.exitCode, 1);
    assert.match(second.errors.join("\n"), /in use by another endpoint/);
    await home.stop();
    writeFileSync(home.definitionPath, definitionText.replace("name: rmm", "name: erp"));
    const other = await serve();
    assert.equal(other.child.exitCode, 1);
    assert.match(other.errors.join("\n"), /belongs to the environment "rmm"/);
    writeFileSync(home.definitionPath, "kind: nonsense\n");
    await home.start();
    assert.equal(
      (await home.state()).body.environment.name,
      "rmm",
      "the refused definition left nothing behind",
    );
  });

  for (const [name, text, wanted] of [
    ["an invalid definition", definitionText.replace("kind:", "kin:"), /not a valid definition.*kin/],
    ["two definitions", `${definitionText}---\n${definitionText}`, /exactly one/],
  ] as const) {
    it(`does not start with ${name}, and says why without a stack trace`, async () => {
      writeFileSync(home.definitionPath, text);
      const { child, errors } = await serve();
      assert.equal(child.exitCode, 1);
      assert.match(errors.join(" "), wanted);
      assert.doesNotMatch(errors.join("\n"), /^\s+at /m);
    });
  }

  it("cuts a history line that a crash left unfinished, and adds the entry that never got there", async () => {
    await home.start();
    await home.transition({ action: "enable", reason: "one" });
    await home.stop();
    const path = join(home.data, "history.jsonl");
    const whole = readFileSync(path, "utf8");
    writeFileSync(path, whole.slice(0, -20));
    await home.start();
    assert.deepEqual(
      (await home.history()).map(({ reason }) => reason),
      ["one"],
    );
    assert.equal(readFileSync(path, "utf8"), whole);
    await home.stop();
    appendFileSync(path, '{"seq":2,"at":');
    await home.start();
    assert.equal(readFileSync(path, "utf8"), whole);
  });

  it("says what to do with a state file that it cannot read", async () => {
    await home.start();
    await home.stop();
    writeFileSync(join(home.data, "state.json"), "{");
    await assert.rejects(home.start(), /backup/);
  });
});
