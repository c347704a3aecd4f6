/** Asks a definition and a state about one request at one instant: may it go on, why, and until when does that hold. */
import { Branch } from "./branch";
import type { Decision, SavedToggles, Target } from "./generated/types";
import { Inquiry } from "./inquiry";
import type { ActiveWindow } from "./maintenance";
import { Place } from "./place";
import type { Policy } from "./policy";
import { readRequest, readToggles } from "./question";
import type { RuledRole, Rules } from "./rules";
import { covers, names } from "./target";
import type { Toggles } from "./toggle";
import type { Verdict } from "./verdict";
import { instantText } from "./zone";

/** Why there can be no decision: the request or the state does not have the shape that it must have. */
export interface Refusal {
  ok: false;
  code: "invalid-request" | "invalid-state";
  detail: string;
}

/** A decision, or why there can be none. */
export type Evaluation = { ok: true; decision: Decision } | Refusal;

/** What is decided and why, without what time will bring; or why nothing can be decided. */
export type Judgement = { ok: true; verdict: Verdict } | Refusal;

/** The time zone data of a JavaScript runtime does not tell its release. */
const tzdata = "unknown";

/**
 * Decides once. Who asks more often about one state keeps an `Evaluator`.
 * @param nowMs the instant, in milliseconds since 1970 UTC
 */
export function evaluate(
  policy: Policy | undefined,
  state: unknown,
  request: unknown,
  nowMs: number,
): Evaluation {
  return new Evaluator(policy, state).decide(request, nowMs);
}

/**
 * Answers any number of requests about one definition and one state. What is worked out for one is remembered for the
 * next, for as long as it holds, so it is fastest where the instants asked about go forward.
 *
 * ```ts
 * const policy = compile(definition); // once for a definition without errors
 * const evaluator = new Evaluator(policy, state); // once for a state
 * const asked = evaluator.verdict({ operation: "session.sign-in", roles: ["deployer"] }, Date.now());
 * const goesOn = asked.ok && asked.verdict.decision === "allow";
 * ```
 *
 * Bad input is answered with a refusal and never thrown at.
 */
export class Evaluator {
  readonly #environment: Place | undefined;
  readonly #isStateValid: boolean;

  /**
   * @param policy the definition; without one (it is not valid) every decision is indeterminate
   * @param state what the host knows; only `toggles` and `saved` are read, and both may be absent
   */
  constructor(
    private readonly policy: Policy | undefined,
    state: unknown,
  ) {
    const toggles = readToggles(state);
    this.#isStateValid = toggles !== undefined;
    if (policy !== undefined && toggles !== undefined)
      this.#environment = new Place(policy, {}, policy.places, branched(toggles));
  }

  /** Whether it may go on, and why: what a gate asks for each request. */
  verdict(request: unknown, nowMs: number): Judgement {
    const asked = this.#asked(request, nowMs);
    return asked.ok ? { ok: true, verdict: asked.verdict } : asked;
  }

  /** The verdict with when it changes, when a denial ends, and what is odd about the request: all that a host can tell. */
  decide(request: unknown, nowMs: number): Evaluation {
    const asked = this.#asked(request, nowMs);
    if (!asked.ok) return asked;
    const { verdict, inquiry, roles } = asked;
    const { decision, code, answer, rule, window } = verdict;
    const { nextChangeMs, allowedMs } = inquiry?.after(verdict, nowMs) ?? {};
    return {
      ok: true,
      decision: {
        decision,
        code,
        ...(answer !== undefined && { answer }),
        ...(rule !== undefined && { rule }),
        ...(window !== undefined && { window: shown(window) }),
        nextChange: nextChangeMs === undefined ? null : instantText(nextChangeMs),
        ...(allowedMs !== undefined && { retryAfter: Math.ceil((allowedMs - nowMs) / 1000) }),
        warnings: roles.flatMap((id) => this.#warningOf(id)),
        tzdata,
      },
    };
  }

  #asked(request: unknown, nowMs: number): Asked | Refusal {
    const read = readRequest(request);
    if (!read.ok) return { ok: false, code: "invalid-request", detail: read.detail };
    if (!this.#isStateValid) {
      const detail = "toggles and saved do not have the shape of a state.";
      return { ok: false, code: "invalid-state", detail };
    }
    if (this.policy === undefined || this.#environment === undefined) return indeterminate;
    const { operation, roles, target, startedMs } = read.request;
    const { rules } = this.policy;
    const place = this.#environment.nearest(target);
    const question = { operation, roles: known(roles, rules), keys: place.keys, startedMs };
    const inquiry = new Inquiry(rules, place, question);
    return { ok: true, verdict: inquiry.verdictAt(nowMs), inquiry, roles };
  }

  #warningOf(role: string): string[] {
    if (this.policy === undefined || this.policy.rules.roles.has(role)) return [];
    return [`The definition declares no role "${role}"; it counts for nothing.`];
  }
}

interface Asked {
  ok: true;
  verdict: Verdict;
  inquiry?: Inquiry;
  /** As they were asked about. */
  roles: readonly string[];
}

const indeterminate: Asked = {
  ok: true,
  verdict: { decision: "indeterminate", code: "INVALID_DEFINITION" },
  roles: [],
};

/** The roles that the definition declares, each once, the lowest id first. */
function known(ids: readonly string[], { roles }: Rules): RuledRole[] {
  const found: RuledRole[] = [];
  for (const id of ids) {
    const role = roles.get(id);
    if (role !== undefined && !found.includes(role)) found.push(role);
  }
  return found.length < 2 ? found : found.sort((a, b) => (a.id < b.id ? -1 : 1));
}

function shown({ window, occurrence }: ActiveWindow): Decision["window"] {
  return { id: window.id, start: instantText(occurrence.startMs), end: instantText(occurrence.endMs) };
}

/** The toggles by their targets, with a branch wherever one is or may come back to. */
function branched(state: Toggles): Branch<Toggles> {
  const tree = new Branch(noToggles());
  const grown = (target: Target): Toggles => tree.grow(names(target), noToggles).own;
  for (const target of targetsIn(state)) grown(target);
  // What a toggle saved comes back below it and nowhere else, so every place need only know what is around it.
  const isTidy = state.saved.every(holdsOnlyBelow);
  for (const toggle of state.toggles) (isTidy ? grown(toggle.target) : tree.own).toggles.push(toggle);
  for (const entry of state.saved) (isTidy ? grown(entry.target) : tree.own).saved.push(entry);
  return tree;
}

function noToggles(): Toggles {
  return { toggles: [], saved: [] };
}

function targetsIn({ toggles, saved }: Toggles): Target[] {
  return [
    ...toggles.map(({ target }) => target),
    ...saved.flatMap((entry) => [entry.target, ...targetsIn(entry)]),
  ];
}

function holdsOnlyBelow(entry: SavedToggles): boolean {
  return (
    targetsIn(entry).every((target) => covers(entry.target, target)) && entry.saved.every(holdsOnlyBelow)
  );
}
