/**
 * The endpoint's one copy of the truth: commands go through here one after another, are written before they are answered,
 * and are told to whoever listens. Time moves the state too: a timer wakes it at the next boundary.
 */
import { createHash } from "node:crypto";
import type { AgentList, HistoryEntry, HistoryPage, Problem, State, Status } from "../core/generated/types";
import { type Step, adopt, tick } from "../core/machine";
import { agentListOf, nextChangeMs, statusOf } from "../core/phase";
import { type Policy, compile } from "../core/policy";
import { type Reading, Source, readText } from "./source";
import { type GivenAnswer, Store, StoreError } from "./store";

const lastValid = "definition.last-valid.yaml";
/** The clock can be set and the machine can sleep, so the boundary is looked at again at least this often. */
const longestTimerMs = 60_000;

export interface EngineOptions {
  definitionPath: string;
  dataDirectory: string;
  now: () => number;
  /** Told what an operator at the terminal should know. */
  log: (line: string) => void;
}

/** What a step is answered with, to be kept under the caller's Idempotency-Key. */
export type AnswerTo = (step: Step, status: Status, entry: HistoryEntry | undefined) => GivenAnswer;

/** What listeners are told: the status and its tag. */
export type Listener = (status: Status, etag: string) => void;

export class Engine {
  private readonly source: Source;
  private policy: Policy;
  private state: State;
  private cached: { status: Status; etag: string; untilMs: number } | undefined;
  private toldEtag = "";
  private readonly listeners = new Set<Listener>();
  private timer: NodeJS.Timeout | undefined;
  private unwatch: (() => void) | undefined;

  private constructor(
    private readonly options: EngineOptions,
    private readonly store: Store,
  ) {
    const nowMs = options.now();
    this.source = new Source(options.definitionPath);
    const reading = this.source.read(nowMs);
    const { definition, digest } = this.firstDefinition(reading, nowMs);
    this.policy = compile(definition);
    const kept = store.kept;
    if (kept !== undefined && kept.state.definition.name !== definition.metadata.name) {
      throw new StoreError(
        `The data directory ${options.dataDirectory} belongs to the environment "${kept.state.definition.name}", the definition to "${definition.metadata.name}". Give each environment its own --data directory.`,
      );
    }
    // Only now is it known to be this environment's: a refused start must leave the last valid one as it was.
    if (reading.ok) store.keep(lastValid, reading.text);
    this.state = kept?.state ?? initialState(definition.metadata.name);
    this.commit(adopt(this.policy, this.state, stateOf(reading, definition.metadata.name, digest), nowMs));
  }

  /** Opens the data directory and the definition. Fails with a StoreError in words when either cannot be used. */
  static open(options: EngineOptions): Engine {
    const store = Store.open(options.dataDirectory);
    try {
      const engine = new Engine(options, store);
      engine.unwatch = engine.source.watch(() => engine.reload());
      engine.current();
      return engine;
    } catch (error) {
      store.close();
      throw error;
    }
  }

  /**
   * The status now, with the tag that changes whenever anything in it but the time changes. Whoever asks first after
   * a change, the timer or a caller, makes every listener hear of it.
   */
  current(): { status: Status; etag: string } {
    const nowMs = this.options.now();
    if (this.cached === undefined || nowMs >= this.cached.untilMs) {
      this.commit(tick(this.policy, this.state, nowMs));
      const status = statusOf(this.policy, this.state, nowMs);
      const untilMs = nextChangeMs(this.policy, this.state, nowMs) ?? Infinity;
      this.cached = { status, etag: tagOf(status), untilMs };
      this.wakeAt(untilMs);
      this.tell(this.cached);
    }
    return { ...this.cached, status: { ...this.cached.status, at: new Date(nowMs).toISOString() } };
  }

  get definition(): Policy["definition"] {
    return this.policy.definition;
  }

  agents(): AgentList {
    return agentListOf(this.policy, this.state, this.options.now());
  }

  history(limit: number, before?: number): HistoryPage {
    return this.store.page(limit, before);
  }

  /** The answer that was given under a key before. */
  answered(by: string, key: string): GivenAnswer | undefined {
    return this.store.kept?.answers.find((answer) => answer.by === by && answer.key === key);
  }

  /**
   * Runs one command on the state. When it returns, everything is on disk; `answer` says what to keep under the
   * caller's Idempotency-Key, so that state and answer are written together.
   */
  run(
    command: (policy: Policy, state: State, nowMs: number) => Step,
    answer?: AnswerTo,
  ): { step: Step; status: Status; etag: string; entry: HistoryEntry | undefined } {
    this.current();
    const nowMs = this.options.now();
    const step = command(this.policy, this.state, nowMs);
    const done = this.commit(step, answer);
    const { status, etag } = this.current();
    // What is answered now and what is kept for a repetition are the same to the letter.
    return { step, status: done?.status ?? status, etag, entry: done?.entry };
  }

  listen(listener: Listener): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  close(): void {
    clearTimeout(this.timer);
    this.unwatch?.();
    this.store.close();
  }

  /** Reads the definition again; an invalid one never replaces a valid one. */
  private reload(): void {
    const nowMs = this.options.now();
    const { name } = this.policy.definition.metadata;
    const reading = sameEnvironment(this.source.read(nowMs), name);
    const before = this.state.definition;
    const after = stateOf(reading, name, before.digest);
    if (JSON.stringify(after) === JSON.stringify(before)) return;
    if (reading.ok) {
      this.policy = compile(reading.definition);
      this.store.keep(lastValid, reading.text);
      this.options.log("The definition has changed and is in force.");
    } else {
      this.options.log(
        `The changed definition is not valid; the last valid one stays in force. ${inWords(reading.problems)}`,
      );
    }
    this.commit(adopt(this.policy, this.state, after, nowMs));
    this.current();
  }

  private firstDefinition(
    reading: Reading,
    nowMs: number,
  ): { definition: Policy["definition"]; digest: string } {
    if (reading.ok) return reading;
    const old = this.store.recall(lastValid);
    const kept = old === undefined ? undefined : readText(old, nowMs);
    if (kept?.ok !== true) {
      throw new StoreError(
        `${this.options.definitionPath} is not a valid definition. ${inWords(reading.problems)}`,
      );
    }
    this.options.log(
      `The definition is not valid; the last valid one is in force. ${inWords(reading.problems)}`,
    );
    return kept;
  }

  private commit(
    step: Step,
    answer?: AnswerTo,
  ): { status: Status; entry: HistoryEntry | undefined } | undefined {
    const changed = step.ok && step.changed;
    if (!changed && step.entries.length === 0 && answer === undefined) return undefined;
    const state = step.ok ? step.state : this.state;
    const nowMs = this.options.now();
    const status = statusOf(this.policy, state, nowMs);
    const next: State = { ...state, phase: status.phase };
    const numbered = this.store.numbered(step.entries);
    const entry = numbered.at(-1);
    this.store.save(next, numbered, answer?.(step, status, entry));
    this.state = next;
    this.cached = undefined;
    return { status, entry };
  }

  private tell({ status, etag }: { status: Status; etag: string }): void {
    if (etag === this.toldEtag) return;
    this.toldEtag = etag;
    for (const listener of this.listeners) listener(status, etag);
  }

  /** Wakes at the boundary up to which holds what was told, so that listeners hear of windows and expiries without asking. */
  private wakeAt(untilMs: number): void {
    clearTimeout(this.timer);
    if (untilMs === Infinity) return;
    this.timer = setTimeout(() => this.wake(), Math.min(untilMs - this.options.now(), longestTimerMs));
    this.timer.unref();
  }

  private wake(): void {
    this.current();
    // A timer may ring a little early.
    this.wakeAt(this.cached?.untilMs ?? Infinity);
  }
}

function initialState(name: string): State {
  const definition = { name, digest: "", valid: true };
  return { phase: "off", revision: 0, toggles: [], saved: [], inFlight: [], services: [], definition };
}

/** What the state says of the definition; an unchanged digest stays that of the one in force. */
function stateOf(reading: Reading, name: string, digestInForce: string): State["definition"] {
  if (reading.ok) return { name, digest: reading.digest, valid: true };
  return { name, digest: digestInForce, valid: false, problems: reading.problems };
}

function sameEnvironment(reading: Reading, name: string): Reading {
  if (!reading.ok || reading.definition.metadata.name === name) return reading;
  const message = `metadata.name is now "${reading.definition.metadata.name}", but this endpoint is that of "${name}". Change the name back, or start another endpoint for the other environment.`;
  const problem: Problem = {
    code: "other-environment",
    severity: "error",
    path: "/metadata/name",
    at: "value",
    message,
  };
  return { ok: false, digest: reading.digest, problems: [problem] };
}

function inWords(problems: readonly Problem[]): string {
  const first = problems
    .slice(0, 3)
    .map(({ path, message }) => (path === "" ? message : `${path}: ${message}`));
  const more = problems.length - first.length;
  return first.join(" ") + (more > 0 ? ` And ${more} more.` : "");
}

function tagOf(status: Status): string {
  return `"${status.revision}-${createHash("sha256")
    .update(JSON.stringify({ ...status, at: undefined }))
    .digest("base64url")
    .slice(0, 16)}"`;
}
