/** What the status bar item says, from everything the session knows. A state is never shown as fresher than it is. */
import type { Status } from "../../core/generated/types";
import type { Capabilities, View } from "../../providers/provider";
import { type Background, faceOf } from "./phase";
import { plain } from "./plain";
import { type Here, both } from "./when";

/** An endpoint as the settings name it. */
export interface EndpointName {
  name: string;
  url: string;
}

/** How this window stands to the selected endpoint. */
export type Connection =
  /** Nothing is configured. */
  | { kind: "none" }
  /** The settings name something that cannot be used. */
  | { kind: "misconfigured"; endpoint: EndpointName; problem: string }
  /** There is no token for this address: nothing is sent. */
  | { kind: "signed-out"; endpoint: EndpointName }
  | { kind: "connected"; endpoint: EndpointName; capabilities: Capabilities; view: View };

/** Everything that decides what is shown and what can be done. */
export interface Situation {
  connection: Connection;
  /** More than one endpoint is configured, so the item says which one it is about. */
  several: boolean;
  /** A refresh or an action of this window is under way. */
  working: boolean;
  trusted: boolean;
  /** A definition is open in an editor. */
  definitionOpen: boolean;
}

export interface Glance {
  text: string;
  /** The same for somebody who hears it. */
  label: string;
  background?: Background;
}

const LONGEST_NAME = 32;

/**
 * The item, or nothing: without an endpoint it stays away, except while a definition is open. Looking for definition
 * files instead would cost a search of every workspace, for an entry that most of them have no use for.
 */
export function glanceOf(situation: Situation, here: Here): Glance | undefined {
  const { connection } = situation;
  switch (connection.kind) {
    case "none":
      return situation.definitionOpen
        ? entry("plug", "Maintenance: connect", "not connected to an endpoint")
        : undefined;
    case "misconfigured":
      return entry(
        "plug",
        `${prefix(situation)}: check settings`,
        `settings cannot be used. ${connection.problem}`,
      );
    case "signed-out":
      return entry(
        "plug",
        `${prefix(situation)}: not connected`,
        `no token is saved for ${plain(connection.endpoint.name)}`,
      );
    case "connected":
      return connected(situation, connection.view, here);
  }
}

/** The state that may be shown as known, if any. */
export function statusOf({ connection }: Situation): Status | undefined {
  return connection.kind === "connected" ? connection.view.reading?.status : undefined;
}

/** The environment's own name for people, else the one it has in the settings. */
export function environmentName(connection: Connection): string {
  if (connection.kind === "none") return "Maintenance";
  const environment =
    connection.kind === "connected" ? connection.view.reading?.status.environment : undefined;
  return plain(environment?.title ?? environment?.name ?? connection.endpoint.name, LONGEST_NAME);
}

function connected(situation: Situation, { link, reading, contactAt }: View, here: Here): Glance {
  const before = prefix(situation);
  if (link.state === "unreachable" || link.state === "stopped") {
    const last = reading === undefined ? "" : ` Last known: ${faceOf(reading.status.phase).sentence}.`;
    const icon = situation.working ? "sync~spin" : "debug-disconnect";
    const label = `${environmentName(situation.connection)}, unreachable. ${link.why.message}${last}`;
    return { ...entry(icon, `${before}: unreachable`, label), background: "error" };
  }
  if (reading === undefined) return entry("sync~spin", `${before}: connecting`, "connecting");
  const face = faceOf(reading.status.phase);
  const word = [face.word, ...details(reading.status)].join(", ");
  const sentence = `${environmentName(situation.connection)}: ${[face.sentence, ...details(reading.status)].join(", ")}`;
  if (link.state === "stale") {
    const since = contactAt === undefined ? "" : `, last heard ${both(contactAt, here)}`;
    return {
      ...entry(
        situation.working ? "sync~spin" : "history",
        `${before}: ${word} (stale)`,
        `${sentence}. Stale${since}: ${link.why}`,
      ),
      background: "warning",
    };
  }
  const icon = situation.working ? "sync~spin" : face.icon;
  return {
    ...entry(icon, `${before}: ${word}`, sentence),
    ...(face.background === undefined ? {} : { background: face.background }),
  };
}

function details({ phase, current, counts, request }: Status): string[] {
  return [
    ...(current?.forced === true && phase === "on" ? ["forced"] : []),
    ...(phase === "partial" && counts !== undefined ? [`${counts.inMaintenance} of ${counts.agents}`] : []),
    ...(request === undefined ? [] : ["approval waiting"]),
  ];
}

function prefix({ several, connection }: Situation): string {
  return several ? environmentName(connection) : "Maintenance";
}

function entry(icon: string, text: string, label: string): Glance {
  return { text: `$(${icon}) ${text}`, label: `Maintenance Mode, ${label}` };
}
