/** Asks a definition and a state about one request at one instant: may it go on, why, and until when does that hold. */
import type { Decision, Toggle } from "./generated/types";
import { type Moment, levelsOf, maintenanceAt, momentAt } from "./maintenance";
import { type Policy, horizonMs } from "./policy";
import { type ReadRequest, readRequest, readToggles } from "./question";
import { type Rules, compileRules } from "./rules";
import { type Toggles, settle } from "./toggle";
import { covers } from "./target";
import { Timeline } from "./timeline";
import { type Question, type Verdict, counts, verdictAt } from "./verdict";
import { instantText, parseInstant } from "./zone";

/** A decision, or why there can be none. */
export type Evaluation =
  { ok: true; decision: Decision } | { ok: false; code: "invalid-request" | "invalid-state"; detail: string };

/**
 * Decides. Without a policy (no valid definition) the decision is indeterminate.
 * @param state what the host knows; only `toggles` and `saved` are read, and both may be absent
 * @param nowMs the instant, in milliseconds since 1970 UTC
 */
export function evaluate(
  policy: Policy | undefined,
  state: unknown,
  request: unknown,
  nowMs: number,
): Evaluation {
  const asked = readRequest(request);
  if (!asked.ok) return { ok: false, code: "invalid-request", detail: asked.detail };
  const toggles = readToggles(state);
  if (toggles === undefined) {
    return {
      ok: false,
      code: "invalid-state",
      detail: "toggles and saved do not have the shape of a state.",
    };
  }
  if (policy === undefined) {
    return {
      ok: true,
      decision: {
        decision: "indeterminate",
        code: "INVALID_DEFINITION",
        nextChange: null,
        warnings: [],
        tzdata,
      },
    };
  }
  const evaluator = new Evaluator(policy, toggles);
  const question = evaluator.question(asked.request);
  return {
    ok: true,
    decision: evaluator.decision(question, nowMs, unknownRoles(evaluator.rules, asked.request.roles)),
  };
}

/** A policy is indexed once, however many states are asked about it. */
const rulesOf = new WeakMap<Policy, Rules>();

/** The time zone data of a JavaScript runtime does not tell its release. */
const tzdata = "unknown";

function unknownRoles(rules: Rules, roles: readonly string[]): string[] {
  const unknown = roles.filter((id) => !rules.roles.has(id));
  return unknown.map((id) => `The definition declares no role "${id}"; it counts for nothing.`);
}

/** Answers any number of questions about one definition and one state. */
export class Evaluator {
  readonly rules: Rules;
  #moment: Moment | undefined;
  #untilMs = -Infinity;
  #settled: { ended: number; toggles: readonly Toggle[] } | undefined;
  #search: Search | undefined;
  /** When toggles end, those that are saved included. */
  readonly #ends: readonly number[];

  constructor(
    private readonly policy: Policy,
    private readonly toggles: Toggles,
  ) {
    const known = rulesOf.get(policy) ?? compileRules(policy);
    rulesOf.set(policy, known);
    this.rules = known;
    this.#ends = endsIn(toggles);
  }

  /** The request in terms of the definition. */
  question({ operation, roles, target, startedMs }: ReadRequest): Question {
    const known = [...new Set(roles)].flatMap((id) => this.rules.roles.get(id) ?? []);
    return {
      operation,
      target,
      levels: levelsOf(target),
      startedMs,
      roles: known.sort((a, b) => (a.id < b.id ? -1 : 1)),
      roleIds: new Set(known.map(({ id }) => id)),
    };
  }

  /** The verdict alone: a few look-ups, as long as the instants lie between the same two boundaries. */
  verdict(question: Question, nowMs: number): Verdict {
    return this.#verdictAt(this.policy, this.#momentAt(nowMs), question);
  }

  /** The verdict with all that a host tells the one who asked. */
  decision(question: Question, nowMs: number, warnings: string[]): Decision {
    const verdict = this.verdict(question, nowMs);
    const { decision, code, rule, window } = verdict;
    const answer = decision === "deny" ? (verdict.answer ?? this.rules.answer) : undefined;
    const { nextChangeMs, allowedMs } = this.#ahead(question, verdict, nowMs);
    return {
      decision,
      code,
      ...(answer === undefined ? {} : { answer }),
      ...(rule === undefined ? {} : { rule }),
      ...(window === undefined
        ? {}
        : {
            window: {
              id: window.window.id,
              start: instantText(window.occurrence.startMs),
              end: instantText(window.occurrence.endMs),
            },
          }),
      nextChange: nextChangeMs === undefined ? null : instantText(nextChangeMs),
      ...(allowedMs === undefined ? {} : { retryAfter: Math.ceil((allowedMs - nowMs) / 1000) }),
      warnings,
      tzdata,
    };
  }

  #verdictAt(policy: Policy, moment: Moment, question: Question): Verdict {
    return verdictAt(this.rules, moment, question, {
      later: (atMs) => momentAt(policy, this.#togglesAt(atMs), atMs),
      beganBefore: (startedMs) => this.#beganBefore(moment.nowMs, startedMs, question),
    });
  }

  /** The moment, remembered until anything in it can change. */
  #momentAt(nowMs: number): Moment {
    const kept = this.#moment;
    if (kept !== undefined && kept.nowMs <= nowMs && nowMs < this.#untilMs)
      return kept.nowMs === nowMs ? kept : { ...kept, nowMs };
    const timeline = new Timeline(this.policy, this.toggles, nowMs);
    this.#moment = momentAt(this.policy, this.#togglesAt(nowMs), nowMs);
    this.#untilMs = timeline.after(nowMs, nowMs + horizonMs) ?? Infinity;
    return this.#moment;
  }

  /** The first change of the verdict, and for a denial the first instant at which it is allowed. */
  #ahead(question: Question, now: Verdict, nowMs: number): { nextChangeMs?: number; allowedMs?: number } {
    const policy = narrowed(this.policy, question);
    const timeline = new Timeline(policy, this.toggles, nowMs);
    const limitMs = nowMs + horizonMs;
    let nextChangeMs: number | undefined;
    for (
      let atMs = timeline.after(nowMs, limitMs);
      atMs !== undefined;
      atMs = timeline.after(atMs, limitMs)
    ) {
      const moment = momentAt(policy, this.#togglesAt(atMs), atMs);
      const then = this.#verdictAt(policy, moment, question);
      if (nextChangeMs === undefined && (then.code !== now.code || then.decision !== now.decision))
        nextChangeMs = atMs;
      if (nextChangeMs !== undefined && now.decision === "allow") return { nextChangeMs };
      if (then.decision === "allow" && now.decision === "deny") return { nextChangeMs, allowedMs: atMs };
    }
    return nextChangeMs === undefined ? {} : { nextChangeMs };
  }

  /** Whether the target was not in maintenance at some instant from the beginning on: then something began before the unbroken maintenance. */
  #beganBefore(nowMs: number, startedMs: number, question: Question): boolean {
    const toggles = this.#togglesAt(nowMs);
    const kept = this.#search;
    // Asked about one later instant after another, the search goes on where it stopped.
    const goesOn = kept?.question === question && kept.toggles === toggles;
    const search = goesOn ? kept : newSearch(this.policy, toggles, startedMs, question);
    this.#search = search;
    const limitMs = Math.min(nowMs, startedMs + horizonMs) - 1;
    while (!search.found && search.atMs !== undefined && search.atMs <= limitMs) {
      const moment = momentAt(search.policy, toggles, search.atMs);
      if (maintenanceAt(moment, question.levels, question.operation).on) {
        search.atMs = search.timeline.after(search.atMs, startedMs + horizonMs);
      } else search.found = true;
    }
    return search.found;
  }

  /** The toggles in effect; worked out anew only where one has ended in between. */
  #togglesAt(atMs: number): readonly Toggle[] {
    const ended = this.#ends.filter((endMs) => endMs <= atMs).length;
    if (this.#settled?.ended !== ended) {
      this.#settled = { ended, toggles: settle(this.policy, this.toggles, atMs).toggles };
    }
    return this.#settled.toggles;
  }
}

/** The walk from the beginning of an operation to the first instant without maintenance. */
interface Search {
  question: Question;
  toggles: readonly Toggle[];
  policy: Policy;
  timeline: Timeline;
  /** The next instant to look at; undefined when there is none within the horizon. */
  atMs: number | undefined;
  found: boolean;
}

function newSearch(whole: Policy, toggles: readonly Toggle[], startedMs: number, question: Question): Search {
  const policy = narrowed(whole, question);
  const timeline = new Timeline(policy, { toggles: [...toggles], saved: [] }, startedMs);
  return { question, toggles, policy, timeline, atMs: startedMs, found: false };
}

function endsIn({ toggles, saved }: Toggles): number[] {
  const own = toggles.flatMap(({ until }) => (until === undefined ? [] : (parseInstant(until) ?? [])));
  return [...own, ...saved.flatMap(endsIn)];
}

/** The same policy with the windows and overrides that can matter to the question, so that no other one is ever asked. */
function narrowed(policy: Policy, question: Question): Policy {
  return {
    ...policy,
    windows: policy.windows.filter((window) => counts(window, question)),
    overrides: policy.overrides.filter(({ override }) => covers(override.target ?? {}, question.target)),
  };
}
