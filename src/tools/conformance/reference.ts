/** The endpoint of this repository with the callers that the conformance suite speaks of. */
import { startEndpoint } from "../../endpoint/serve";
import { createToken, revokeToken } from "../../endpoint/tokens";
import type { Ready, Setup } from "./server";

/** Long enough that a beat which comes at once is told from one that comes in its time. */
const heartbeatMs = 6_000;

const callers = {
  operator: { roles: ["operator"], host: false },
  other: { roles: ["auditor"], host: false },
  host: { roles: [], host: true },
};

export async function startReference(
  { definitionPath, dataDirectory, clockMs }: Setup,
  log: (line: string) => void,
): Promise<Ready & { close: () => Promise<void> }> {
  const now = (): number => Date.now() + clockMs;
  const options = { definitionPath, dataDirectory, port: 0, heartbeatMs, now, log };
  const endpoint = await startEndpoint(options);
  const tokens: Record<string, string> = { owner: endpoint.token };
  for (const [name, caller] of Object.entries(callers)) {
    // Only its hash is kept, so after a crash everybody gets another one.
    revokeToken(dataDirectory, `the-${name}`);
    tokens[name] = createToken(dataDirectory, { name: `the-${name}`, ...caller });
  }
  return { url: endpoint.url, tokens, clock: true, close: () => endpoint.close() };
}
