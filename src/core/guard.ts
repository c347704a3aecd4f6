/**
 * The guard around a system that is maintained: told what is wanted, what an evaluator answers and how time passes, it
 * says what goes on, what is asked (again), what is stopped, and what is reported when maintenance is over.
 * It has no clock and asks nobody itself, and nothing that an evaluator or an endpoint may send makes it throw.
 */
import type { DecisionRequest, Phase, Status, Target } from "./generated/types";
import { asPhase } from "./phases";
import { covers } from "./target";
import { instantText, parseInstant } from "./zone";

/** What happens to a host. Each event also says that time has passed. */
export type GuardEvent = { atMs: number } & (
  | ({ type: "wanted" } & Wish)
  /** Somebody wants an action of `may`. Whether that is permitted is the endpoint's matter, and never asked here. */
  | { type: "action"; id: string }
  /** What came back to a question; nothing when no answer came. */
  | { type: "answered"; question: number; answer?: unknown }
  | { type: "finished"; id: string }
  | { type: "time" }
  /** The endpoint has sent its status. */
  | { type: "status"; status: unknown }
  /** The state, the definition or the release of the time zone data is another one. */
  | { type: "changed" }
  /** Maintenance of this target is over. */
  | { type: "ended"; target: Target }
);

/** An operation that is to start: its own name among all that run, and what an evaluator has to know of it. */
export interface Wish {
  id: string;
  operation: string;
  roles?: string[];
  target?: Target;
  /** The running operation that starts it. */
  startedBy?: string;
  /** A schedule wants it, nobody is there to be told. */
  due?: boolean;
}

/** What the host does about it. */
export type Effect =
  | { do: "ask"; question: number; id: string; request: DecisionRequest }
  | { do: "go"; id: string }
  | ({ do: "refuse" | "stop"; id: string } & Refusal)
  | { do: "report"; target: Target; held: Held[] };

interface Refusal {
  code?: string;
  answer?: string;
  retryAfter?: number;
}

/** What was refused, stopped, or was due and did not start. */
export interface Held {
  operation: string;
  target: Target;
  at: string;
  code?: string;
  due: boolean;
}

interface Guarded {
  wish: Wish;
  /** When the outermost operation that it belongs to began, where that is another one. */
  rootStartedAt?: string;
  startedAt?: string;
  /** The question that is open. */
  question?: number;
  /** From this instant on its decision is worth nothing. */
  untilMs: number;
}

export class Guard {
  readonly #operations = new Map<string, Guarded>();
  #held: Held[] = [];
  #questions = 0;
  #basis = "";
  #phase: Phase = "unknown";

  /** What the host has to do about an event, in this order. */
  tell(event: GuardEvent): Effect[] {
    return [...this.#react(event), ...this.#ask(event.atMs)];
  }

  /** The phase for people; it decides nothing. */
  get phase(): Phase {
    return this.#phase;
  }

  /** When the host has to say at the latest that time has passed; undefined when no decision runs out. */
  get nextMs(): number | undefined {
    const ends = [...this.#operations.values()].map(({ untilMs }) => untilMs);
    const next = Math.min(...ends.filter((ms) => ms > -Infinity));
    return next === Infinity ? undefined : next;
  }

  #react(event: GuardEvent): Effect[] {
    switch (event.type) {
      case "wanted":
        this.#operations.set(event.id, this.#guarded(event));
        return [];
      case "action":
        return [{ do: "go", id: event.id }];
      case "answered":
        return this.#answered(event.question, event.answer, event.atMs);
      case "finished":
        this.#operations.delete(event.id);
        return [];
      case "time":
        return [];
      case "status":
        this.#read(asObject(event.status));
        return [];
      case "changed":
        this.#forget();
        return [];
      case "ended":
        return this.#report(event.target);
    }
  }

  #guarded({ id, operation, roles, target, startedBy, due }: Wish): Guarded {
    const parent = startedBy === undefined ? undefined : this.#operations.get(startedBy);
    const wish = { id, operation, roles, target, due };
    return { wish, rootStartedAt: parent?.rootStartedAt ?? parent?.startedAt, untilMs: -Infinity };
  }

  /** Asks about everything whose decision is used up and about which no question is open. */
  #ask(nowMs: number): Effect[] {
    const open = [...this.#operations.values()].filter(
      ({ question, untilMs }) => question === undefined && untilMs <= nowMs,
    );
    return open.map((guarded) => {
      const question = (this.#questions += 1);
      Object.assign(guarded, { question, untilMs: -Infinity });
      return { do: "ask", question, id: guarded.wish.id, request: requestOf(guarded) };
    });
  }

  #answered(question: number, answer: unknown, nowMs: number): Effect[] {
    const guarded = [...this.#operations.values()].find((one) => one.question === question);
    // An answer to what is no longer asked is about another state, or about nothing.
    if (guarded === undefined) return [];
    guarded.question = undefined;
    const { decision, nextChange, ...said } = asObject(answer);
    const changeMs = nextChange === null ? Infinity : instantOf(nextChange);
    // One that came too late is asked for again.
    if (changeMs !== undefined && changeMs <= nowMs) return [];
    if (decision === "allow" && changeMs !== undefined) return this.#goesOn(guarded, changeMs, nowMs);
    return this.#refused(guarded, refusalOf(said), nowMs);
  }

  #goesOn(guarded: Guarded, untilMs: number, nowMs: number): Effect[] {
    guarded.untilMs = untilMs;
    if (guarded.startedAt !== undefined) return [];
    guarded.startedAt = instantText(nowMs);
    return [{ do: "go", id: guarded.wish.id }];
  }

  #refused({ wish, startedAt }: Guarded, refusal: Refusal, nowMs: number): Effect[] {
    const { id, operation, target = {}, due = false } = wish;
    this.#operations.delete(id);
    const { code } = refusal;
    // What needs maintenance was not held up by it.
    if (code !== "REQUIRES_MAINTENANCE") {
      const named = code === undefined ? {} : { code };
      this.#held.push({ operation, target, at: instantText(nowMs), ...named, due });
    }
    return [{ do: startedAt === undefined ? "refuse" : "stop", id, ...refusal }];
  }

  #report(target: Target): Effect[] {
    const held = this.#held.filter((one) => covers(target, one.target));
    this.#held = this.#held.filter((one) => !held.includes(one));
    return held.length === 0 ? [] : [{ do: "report", target, held }];
  }

  #read({ phase, toggles, saved, definition }: Unread<Status>): void {
    this.#phase = asPhase(phase);
    const { digest } = asObject(definition);
    // A decision hangs on nothing else of a status.
    const basis = JSON.stringify([toggles, saved, digest]);
    if (basis !== this.#basis) this.#forget();
    this.#basis = basis;
  }

  /** No decision and no open question is about what is so now. */
  #forget(): void {
    for (const guarded of this.#operations.values()) {
      guarded.question = undefined;
      guarded.untilMs = -Infinity;
    }
  }
}

/** Members that nobody has looked at yet. */
type Unread<T> = { [K in keyof T]?: unknown };

function requestOf({ wish, startedAt, rootStartedAt = startedAt }: Guarded): DecisionRequest {
  const { operation, roles, target } = wish;
  return {
    operation,
    ...(roles === undefined ? {} : { roles }),
    ...(target === undefined ? {} : { target }),
    ...(startedAt === undefined ? {} : { startedAt }),
    ...(rootStartedAt === undefined ? {} : { rootStartedAt }),
  };
}

function refusalOf({ code, answer, retryAfter }: Record<string, unknown>): Refusal {
  return {
    ...(typeof code === "string" ? { code } : {}),
    ...(typeof answer === "string" ? { answer } : {}),
    ...(typeof retryAfter === "number" ? { retryAfter } : {}),
  };
}

function instantOf(value: unknown): number | undefined {
  return typeof value === "string" ? parseInstant(value) : undefined;
}

function asObject(value: unknown): Record<string, unknown> {
  return typeof value === "object" && value !== null ? (value as Record<string, unknown>) : {};
}
