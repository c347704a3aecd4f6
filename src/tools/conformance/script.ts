/**
 * Plays the script of one case to a server: requests, changes of the definition's file, crashes, the passing of time,
 * and events. Whatever is received is also held against the contract, and searched for tokens.
 */
import { mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { type Json, type JsonObject, type LoadedCase, type Play, suite } from "./cases";
import { differences } from "./compare";
import { malformedEvent, undocumented } from "./contract";
import { Listener, exchange } from "./exchange";
import type { Verdict } from "./run";
import type { Server, Setup } from "./server";
import { Values, at, edited } from "./values";

/** How long something may take that has no limit of its own. */
const patienceMs = 10_000;
/** What a slow machine may take on top of a limit. */
const toleranceMs = 4_000;
/** How long between two looks at something that is waited for. */
const pauseMs = 20;
/** How long before an instant the clock is brought to it. */
const leadMs = 1_500;

/** How a server is had. */
export type Start = (setup: Setup) => Promise<Server>;

/** Most cases wait more than they work. */
const atOnce = 8;

/** Plays every case, each to a server of its own, several at the same time. */
export async function runScripts(start: Start, cases: readonly LoadedCase[]): Promise<Verdict[]> {
  const verdicts: Verdict[] = [];
  const left = [...cases.entries()];
  const player = async (): Promise<void> => {
    for (let next = left.shift(); next !== undefined; next = left.shift()) {
      const [index, one] = next;
      verdicts[index] = await runScript(start, one);
    }
  };
  await Promise.all(Array.from({ length: atOnce }, player));
  return verdicts;
}

/** Plays one case; it ends at the first step that differs. */
async function runScript(start: Start, one: LoadedCase): Promise<Verdict> {
  const stage = new Stage(start, one);
  try {
    await stage.open();
    for (const [index, play] of (one.script ?? []).entries()) {
      const found = await stage.play(play);
      if (found.length > 0)
        return failed(
          one,
          found.map((line) => `step ${index + 1}: ${line}`),
        );
    }
  } catch (error) {
    return failed(one, [(error as Error).message]);
  } finally {
    await stage.close();
  }
  const leaks = stage.leaks();
  return leaks.length > 0 ? failed(one, leaks) : { one, outcome: "passed", differences: [] };
}

function failed(one: LoadedCase, found: string[]): Verdict {
  return { one, outcome: "failed", differences: found };
}

class Stage {
  private readonly folder = mkdtempSync(join(tmpdir(), "conformance-"));
  private readonly definitionPath = join(this.folder, "definition", "plant.maintenance.yaml");
  private readonly values = new Values();
  private readonly listeners = new Map<string, Listener>();
  /** Everything that was received or written by the server, with where it came from. */
  private readonly received: [from: string, text: string][] = [];
  private readonly tokens = new Map<string, string>();
  private clockMs = 0;
  private server: Server | undefined;

  constructor(
    private readonly startServer: Start,
    private readonly one: LoadedCase,
  ) {}

  async open(): Promise<void> {
    mkdirSync(dirname(this.definitionPath));
    mkdirSync(join(this.folder, "data"));
    this.write(JSON.stringify(this.one.policy, undefined, 2));
    await this.start();
  }

  /** Plays one step; what differs, one line each. */
  async play(play: Play): Promise<string[]> {
    if (play.define !== undefined) return this.define(play.define, play.with ?? {});
    if (play.kill === true) return this.restart(0);
    if (play.near !== undefined) return this.near(play.near);
    if (play.listen !== undefined) return this.listen(play.listen, play);
    if (play.hear !== undefined) return this.hear(play.hear, play);
    return this.ask(play);
  }

  /** Every place at which a token was found. */
  leaks(): string[] {
    for (const listener of this.listeners.values()) this.received.push(["an event", listener.whole]);
    return this.received.flatMap(([from, text]) =>
      [...this.tokens]
        .filter(([token]) => text.includes(token))
        .map(([, as]) => `${from} holds the token of ${as}`),
    );
  }

  async close(): Promise<void> {
    await this.stop();
    rmSync(this.folder, { recursive: true, force: true });
  }

  private async ask(play: Play): Promise<string[]> {
    const limitMs = Date.now() + this.limitOf(play);
    for (;;) {
      const { method = "GET", path = "", text, body, expect = {} } = this.filled(play);
      const sent = text ?? (body === undefined ? undefined : JSON.stringify(body));
      const headers = this.headersOf(play, sent);
      const answer = await exchange(this.url, { method, path, text: sent, headers });
      this.received.push([`the answer to ${method} ${play.path ?? ""}`, answer.whole]);
      const wrong = undocumented(method, path, answer);
      if (wrong.length > 0) return wrong;
      const mediaType = (answer.headers["content-type"] ?? "").split(";")[0] ?? "";
      const seen = { status: answer.status, headers: answer.headers, mediaType, body: answer.body ?? null };
      const found = differences(expect, seen);
      if (found.length === 0) return this.keep(play, seen);
      if (play.withinMs === undefined || Date.now() > limitMs) return found;
      await sleep(pauseMs);
    }
  }

  private filled(play: Play): Play {
    return this.values.filled(play as JsonObject) as Play;
  }

  private headersOf(play: Play, sent: string | undefined): Record<string, string> {
    const token = this.server?.ready.tokens[play.as ?? "nobody"];
    return {
      ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
      ...(sent === undefined ? {} : { "content-type": "application/json" }),
      ...this.filled(play).headers,
    };
  }

  private async listen(name: string, play: Play): Promise<string[]> {
    this.listeners.set(name, await Listener.open(this.url, this.headersOf(play, undefined)));
    return [];
  }

  private async hear(name: string, play: Play): Promise<string[]> {
    const listener = this.listeners.get(name);
    const { event = "state", expect = {} } = this.filled(play);
    const limitMs = Date.now() + this.limitOf(play);
    let found: string[] = [];
    for (;;) {
      const heard = await listener?.next(event, limitMs);
      if (heard === undefined) return [`no event ${event} that fits`, ...found];
      const wrong = malformedEvent(event, heard.data);
      if (wrong.length > 0) return wrong;
      found = differences(expect, heard.data);
      if (found.length === 0) return this.keep(play, heard.data);
    }
  }

  private limitOf({ withinMs }: Play): number {
    return withinMs === undefined ? patienceMs : Number(this.values.text(String(withinMs))) + toleranceMs;
  }

  private keep({ keep = {} }: Play, seen: Json): string[] {
    const found: string[] = [];
    for (const [name, pointer] of Object.entries(keep)) {
      const value = at(seen, pointer);
      if (value === undefined) found.push(`${pointer}: expected something, got nothing`);
      else this.values.keep(name, value);
    }
    return found;
  }

  /** Replaces the definition's file: none, one or several documents. */
  private define(paths: readonly string[], edits: JsonObject): string[] {
    const folder = join(suite, dirname(this.one.source));
    const documents = paths.map((path) => {
      const definition = JSON.parse(readFileSync(join(folder, path), "utf8")) as Json;
      return JSON.stringify(edited(definition, this.values.filled(edits) as JsonObject), undefined, 2);
    });
    this.write(documents.join("\n---\n"));
    return [];
  }

  /** At once: nobody ever reads half a file. */
  private write(text: string): void {
    const fresh = `${this.definitionPath}.new`;
    writeFileSync(fresh, `${text}\n`);
    renameSync(fresh, this.definitionPath);
  }

  /** Lets time pass until shortly before an instant: with another clock where the server can do that, else by waiting. */
  private async near(instant: string): Promise<string[]> {
    const aimMs = Date.parse(this.values.text(instant)) - leadMs;
    const { ready, bootMs = 0 } = this.server ?? {};
    const aheadMs = aimMs - this.values.nowMs();
    if (ready?.clock === true && aheadMs > bootMs) return this.restart(aheadMs - bootMs);
    await sleep(Math.max(0, aheadMs));
    return [];
  }

  private async restart(aheadMs: number): Promise<string[]> {
    await this.stop();
    this.clockMs += Math.ceil(aheadMs);
    await this.start();
    return [];
  }

  private async start(): Promise<void> {
    const { definitionPath, clockMs, folder } = this;
    const dataDirectory = join(folder, "data");
    this.server = await this.startServer({ definitionPath, dataDirectory, clockMs });
    if (this.server.ready.clock === true) this.values.clockMs = clockMs;
    for (const [as, token] of Object.entries(this.server.ready.tokens)) {
      this.tokens.set(token, as);
      this.values.keep(`token:${as}`, token);
    }
  }

  private async stop(): Promise<void> {
    for (const listener of this.listeners.values()) listener.close();
    await this.server?.kill();
    if (this.server !== undefined) this.received.push(["the log", this.server.said()]);
    this.server = undefined;
  }

  private get url(): string {
    if (this.server === undefined) throw new Error("The server does not run.");
    return this.server.ready.url;
  }
}
