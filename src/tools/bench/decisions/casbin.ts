/**
 * casbin, asked as it is fastest: synchronously, the matcher compiled once, what rules a line out standing first, and the
 * first line that matches ending it. Its cache of answers would not help, since every request has another instant.
 * It answers allow or deny, and in another call the line. What else it is spared: see prepared.ts.
 */
import { peer } from "../peer";
import type { Answer, Plain } from "./plain";
import { preparation } from "./prepared";

interface Casbin {
  newModelFromString: (text: string) => object;
  newEnforcer: (model: object) => Promise<Enforcer>;
}

interface Enforcer {
  addFunction(name: string, of: (list: readonly string[], one: string) => boolean): Promise<void>;
  addPolicies(lines: readonly string[][]): Promise<boolean>;
  enforceSync(...request: unknown[]): boolean;
}

/** A line matches when it stops the request; asked with `only`, when it makes possible what needs maintenance. */
const model = `
[request_definition]
r = client, site, patterns, roles, now, denied, exempt, only
[policy_definition]
p = client, site, operation, kind, role, cut, start, end
[policy_effect]
e = some(where (p.eft == allow))
[matchers]
m = (p.client == r.client || p.client == "*") && (p.site == r.site || p.site == "*") && r.now < p.end && \
(p.operation == "*" || has(r.patterns, p.operation)) && \
(p.kind == "blackout" ? r.now >= p.start && has(r.roles, p.role) == r.only : \
r.only ? r.now >= p.start && !r.exempt : r.now >= p.cut && r.denied)
`;

export async function casbin(plain: Plain): Promise<Answer> {
  const { newEnforcer, newModelFromString } = peer("casbin") as Casbin;
  const enforcer = await newEnforcer(newModelFromString(model));
  await enforcer.addFunction("has", (list, one) => list.includes(one));
  await enforcer.addPolicies(
    plain.stretches.map(({ client = "*", site = "*", operation = "*", kind, letThrough = "", ...times }) => [
      client,
      site,
      operation,
      kind,
      letThrough,
      ...[times.cutMs, times.startMs, times.endMs].map(String),
    ]),
  );
  const prepare = preparation(plain);
  return (asked) => {
    const { client, site, patterns, roles, now, denied, exempt, only } = prepare(asked);
    const matches = (forOnly: boolean): boolean =>
      enforcer.enforceSync(client, site, patterns, roles, now, denied, exempt, forOnly);
    return !matches(false) && (!only || matches(true));
  };
}
