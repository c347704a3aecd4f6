/** The endpoint of `npm start`: kept running, also after a kill, with one sample agent in maintenance from the first start on. */
import { existsSync } from "node:fs";
import { setTimeout as delay } from "node:timers/promises";
import { LocalEndpoint, type EndpointOptions } from "../endpoint";
import { isStopping } from "../processes";

const restartPauseMs = 3_000;
const reason = "Sample: a disk is being replaced";

interface Agents {
  readonly agents: readonly { readonly target: object; readonly inMaintenance: boolean }[];
}

/** Starts the endpoint. At its very first start, with an empty state, one agent is put in maintenance, and named. */
export async function startDemoEndpoint(
  options: EndpointOptions,
): Promise<{ readonly endpoint: LocalEndpoint; readonly sampleAgent?: string }> {
  const isFirst = !existsSync(options.dataDir);
  const endpoint = await LocalEndpoint.start(options);
  const sampleAgent = isFirst ? await putOneAgentInMaintenance(endpoint) : undefined;
  return { endpoint, ...(sampleAgent === undefined ? {} : { sampleAgent }) };
}

/**
 * Whenever the endpoint ends, starts it again at the same address after a pause, long enough to be seen in the
 * status bar. Comes back only when that fails.
 */
export async function keepRunning(first: LocalEndpoint, say: (line: string) => void): Promise<string> {
  for (let endpoint = first; ;) {
    const how = await endpoint.ended();
    if (isStopping()) return how;
    say(
      `The endpoint ended (${how}). It is started again at the same address in ${restartPauseMs / 1000} s.`,
    );
    await delay(restartPauseMs);
    try {
      endpoint = await endpoint.again();
    } catch (error) {
      return (error as Error).message;
    }
    say(`The endpoint is back (process ${endpoint.pid}).`);
  }
}

async function putOneAgentInMaintenance(endpoint: LocalEndpoint): Promise<string | undefined> {
  const { agents } = (await endpoint.request("/v1/agents")).body as Agents;
  const target = agents.find(({ inMaintenance }) => !inMaintenance)?.target;
  if (target === undefined) return undefined;
  const answer = await endpoint.request("/v1/transitions", { action: "enable", target, reason });
  // A definition that wants an approval, or a restart first, is no sample for this.
  return answer.status === 200 ? Object.values(target).join(" / ") : undefined;
}
