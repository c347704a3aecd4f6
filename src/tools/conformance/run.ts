/** Puts cases to an implementation, whichever way it is asked. */
import type { Json, JsonObject, LoadedCase, Step } from "./cases";
import { differences } from "./compare";

/** One request of the protocol without its id, and its answer. */
export type Question = { op: string } & Record<string, unknown>;
export type Answer = { result?: Json; error?: { code: string; rule?: string; entries?: Json } };
export type Ask = (question: Question) => Promise<Answer>;

export interface Verdict {
  one: LoadedCase;
  outcome: "passed" | "failed" | "unsupported";
  differences: string[];
}

/** Runs one case; it ends at the first step that differs. */
export async function runCase(ask: Ask, one: LoadedCase): Promise<Verdict> {
  const found: string[] = [];
  for await (const [where, expected, answer] of asked(ask, one)) {
    if (answer.error?.code === "unsupported") return { one, outcome: "unsupported", differences: [] };
    found.push(...judge(expected, answer).map((line) => where + line));
    if (found.length > 0) break;
  }
  return { one, outcome: found.length > 0 ? "failed" : "passed", differences: found };
}

type Asked = [where: string, expected: JsonObject, answer: Answer];

async function* asked(ask: Ask, one: LoadedCase): AsyncGenerator<Asked> {
  const { policy: definition, at, expect } = one;
  switch (one.op) {
    case "check":
      yield ["", expect, await ask({ op: "check", definition, at })];
      return;
    case "evaluate": {
      const { request } = one;
      yield ["", expect, await ask({ op: "evaluate", definition, state: one.state ?? null, request, at })];
      return;
    }
    case "ics":
      yield ["", expect, readEvents(await ask({ op: "ics", definition, from: one.from, to: one.to }))];
      return;
    case "read":
      yield ["", expect, await ask({ op: "read", text: textOf(one), file: one.file, at })];
      return;
    case "occurrences":
      for (const window of one.windows ?? []) {
        const { from, to, merged = false } = one;
        yield [`${window}: `, expect, await ask({ op: "occurrences", definition, window, from, to, merged })];
      }
      return;
    case "guard": {
      const steps = one.steps ?? [];
      const answer = await ask({ op: "guard", events: steps.map(({ at, event }) => ({ at, ...event })) });
      const shown = (answer.result as { steps?: Json[] } | undefined)?.steps ?? [];
      for (const [index, { expect: expected }] of steps.entries()) {
        const seen = answer.error === undefined ? { result: shown[index] ?? null } : answer;
        yield [`step ${index + 1}: `, expected, seen];
      }
      return;
    }
    case "http":
      // A script is played to a server, which no question of this protocol can reach: see script.ts.
      yield ["", expect, { error: { code: "unsupported" } }];
      return;
    case "sequence": {
      let state: Json = one.state ?? { toggles: [], saved: [] };
      for (const [index, step] of (one.steps ?? []).entries()) {
        const answer = await ask({ ...questionOf(step), definition, state, at: step.at });
        const after = (answer.result as JsonObject | undefined)?.state;
        yield [`step ${index + 1}: `, step.expect, shown(step, answer)];
        if (after !== undefined) state = after;
      }
    }
  }
}

/** The text of a case; a long one is written as its parts, each with how often it stands there. */
function textOf({ text = "", repeat = [] }: LoadedCase): string {
  return text + repeat.map(([part, times]) => part.repeat(times)).join("");
}

/** The events of an iCalendar text, each with its properties as they are written; `lines` says whether all are well formed. */
export function readEvents(answer: Answer): Answer {
  const text = (answer.result as { ics?: string } | undefined)?.ics;
  if (text === undefined) return answer;
  const lines = text.endsWith("\r\n") && text.split("\r\n").every((line) => isWellFormed(line));
  const events: JsonObject[] = [];
  for (const line of text.replaceAll("\r\n ", "").split("\r\n")) {
    const colon = line.indexOf(":");
    if (line === "BEGIN:VEVENT") events.push({});
    else if (colon > 0) Object.assign(events.at(-1) ?? {}, { [line.slice(0, colon)]: line.slice(colon + 1) });
  }
  return { result: { events, lines } };
}

function isWellFormed(line: string): boolean {
  return !/[\r\n]/.test(line) && Buffer.byteLength(line) <= 75;
}

function questionOf({ action, command, settle, status, agents, request }: Step): Question {
  if (action !== undefined) return { op: "transition", action };
  if (command !== undefined) return { op: "command", command };
  if (request !== undefined) return { op: "evaluate", request };
  if (settle === true) return { op: "settle" };
  return { op: status === true ? "status" : agents === true ? "agents" : "" };
}

/** Of what changes a state, the state's members stand beside what else is answered, so that an expectation is flat. */
function shown({ action, command, settle }: Step, answer: Answer): Answer {
  if (answer.result === undefined || (action ?? command ?? settle) === undefined) return answer;
  const { state, ...rest } = answer.result as JsonObject;
  return { result: { ...(state as JsonObject), ...rest } };
}

function judge(expected: JsonObject, { result, error }: Answer): string[] {
  if (expected.error !== undefined) {
    return error?.code === expected.error
      ? differences(expected, error)
      : [`expected the error ${JSON.stringify(expected.error)}, got ${JSON.stringify(error ?? result)}`];
  }
  return error === undefined
    ? differences(expected, result)
    : [`expected a result, got the error ${error.code}`];
}
