/**
 * Cedar, asked as it is fastest: the policy set is parsed once and kept in the engine, everything about a request stands in
 * its context (with entities for roles, agents and operations a call takes twice as long), and all windows are one condition
 * of one policy (a policy for each window takes seven times as long). It answers allow or deny with the ids of policies.
 */
import { setFlagsFromString } from "node:v8";
import { peer } from "../peer";
import { type Answer, type Plain, type Stretch, agentKey, patternsOf, siteKey } from "./plain";

interface Cedar {
  preparsePolicySet(id: string, policies: { staticPolicies: Record<string, string> }): { type: string };
  statefulIsAuthorized(call: object): { type: string; response: { decision: string } };
}

const set = "bench";

export function cedar(plain: Plain): Answer {
  // Node 20 may crash when it gives up optimized code into which a call of WebAssembly was inlined.
  setFlagsFromString("--no-turbo-inline-js-wasm-calls");
  const engine = peer("@cedar-policy/cedar-wasm/nodejs") as Cedar;
  succeeded(engine.preparsePolicySet(set, { staticPolicies: policiesOf(plain) }));
  const call = {
    principal: { type: "User", id: "somebody" },
    action: { type: "Action", id: "do" },
    resource: { type: "Agent", id: "one" },
    preparsedPolicySetId: set,
    entities: [],
  };
  return ({ request: { operation, roles = [], target = {} }, nowMs }) => {
    const context = {
      now: nowMs,
      client: target.client,
      site: siteKey(target),
      roles,
      patterns: patternsOf(operation),
      exemptUntil: plain.exemptMs.get(agentKey(target)) ?? 0,
    };
    return succeeded(engine.statefulIsAuthorized({ ...call, context })).response.decision === "allow";
  };
}

function succeeded<T extends { type: string }>(answer: T): T {
  if (answer.type !== "success") throw new Error(`Cedar: ${JSON.stringify(answer)}`);
  return answer;
}

function policiesOf({ stretches, blocked, alwaysAllowed, onlyDuringMaintenance, roles, admits }: Plain) {
  const maintenance = stretches.filter(({ kind }) => kind === "maintenance");
  const blackouts = stretches.filter(({ kind }) => kind === "blackout");
  const always = matches(alwaysAllowed);
  const only = matches(onlyDuringMaintenance);
  const exempt = "context.now < context.exemptUntil";
  const admitted = roles.filter((role) => role.admitted).map(({ id }) => id);
  const passes = any([
    exempt,
    ...roles
      .filter(({ bypass }) => bypass.length > 0)
      .map(({ id, bypass }) => `${holds(id)} && ${matches(bypass)}`),
    `context.roles.containsAny(${list(admitted)}) && !${matches(blocked)}`,
    ...admits.map(
      ({ client, role, operation, untilMs }) =>
        `context.client == "${client}" && ${holds(role)} && ${matches([operation])} && context.now < ${untilMs}`,
    ),
  ]);
  const policies: Record<string, string> = {
    open: permit(`!${only}`),
    alwaysAllowed: permit(always),
    maintained: permit(
      `${only} && !(${exempt}) && ${any(maintenance.map((one) => within(one, one.startMs)))}`,
    ),
    maintenance: forbid(
      `${any(maintenance.map((one) => within(one, one.cutMs)))} && !(${always} || ${passes})`,
    ),
  };
  for (const [index, blackout] of blackouts.entries()) {
    const open = within(blackout, blackout.startMs);
    const isLetThrough = holds(blackout.letThrough ?? "");
    policies[`blackout-${index}`] = forbid(`${open} && !${isLetThrough}`);
    policies[`through-${index}`] = permit(`${only} && ${open} && ${isLetThrough}`);
  }
  return policies;
}

const permit = (condition: string): string => `permit(principal, action, resource) when { ${condition} };`;
const forbid = (condition: string): string => `forbid(principal, action, resource) when { ${condition} };`;
const list = (texts: readonly string[]): string => JSON.stringify(texts);
const holds = (role: string): string => `context.roles.contains("${role}")`;
const matches = (patterns: readonly string[]): string => `context.patterns.containsAny(${list(patterns)})`;

function within({ client, site, operation, endMs }: Stretch, fromMs: number): string {
  const parts = [
    ...(site === undefined ? [] : [`context.site == "${site}"`]),
    ...(site !== undefined || client === undefined ? [] : [`context.client == "${client}"`]),
    ...(operation === undefined ? [] : [matches([operation])]),
    `context.now >= ${fromMs}`,
    `context.now < ${endMs}`,
  ];
  return `(${parts.join(" && ")})`;
}

/** Halves of halves: a chain of a hundred `||` is nested too deep for the engine. */
function any(conditions: readonly string[]): string {
  if (conditions.length <= 1) return `(${conditions.join("")})`;
  const half = conditions.length >> 1;
  return `(${any(conditions.slice(0, half))} || ${any(conditions.slice(half))})`;
}
