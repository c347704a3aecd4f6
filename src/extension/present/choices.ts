/** What can be done now: one place for the quick pick of the status bar item and for which commands are enabled. */
import type { Action, Status } from "../../core/generated/types";
import { targetText } from "../../core/target";
import { type Situation, statusOf } from "./glance";
import { faceOf, isMoving } from "./phase";
import { plain } from "./plain";

/** The ids of all commands; the manifest lists the same ones. */
export type CommandId =
  | "enable"
  | "disable"
  | "forceEnable"
  | "forceDisable"
  | "toggle"
  | "approve"
  | "reject"
  | "refresh"
  | "connect"
  | "disconnect"
  | "selectEndpoint"
  | "showMenu"
  | "showHistory"
  | "showLog"
  | "openDefinition"
  | "createDefinition"
  | "explainTrust"
  | "openSettings";

export interface Choice {
  command: CommandId;
  icon: string;
  label: string;
  detail?: string;
}

const COMMAND: Record<Action, CommandId> = {
  enable: "enable",
  disable: "disable",
  "force-enable": "forceEnable",
  "force-disable": "forceDisable",
};

/** Which actions make sense in the state that is shown, as far as the system can do them. The endpoint has the last word. */
export function possibleActions(situation: Situation): ReadonlySet<Action> {
  const { connection, trusted } = situation;
  if (connection.kind !== "connected" || !trusted) return new Set();
  const { write, force } = connection.capabilities;
  const wanted = sensible(statusOf(situation));
  return new Set(wanted.filter((action) => write && (force || !action.startsWith("force"))));
}

function sensible(status: Status | undefined): Action[] {
  // Unknown state, known address: trying is how one finds out.
  if (status === undefined) return ["enable", "disable", "force-enable", "force-disable"];
  if (isMoving(status.phase)) return ["force-disable"];
  const anythingOn =
    status.toggles.some(({ mode }) => mode === "on") || !["off", "scheduled"].includes(status.phase);
  return ["enable", ...(anythingOn ? (["disable"] as const) : []), "force-enable", "force-disable"];
}

/** The entries of the quick pick, the likeliest first. */
export function choicesOf(situation: Situation): Choice[] {
  const { connection } = situation;
  const status = statusOf(situation);
  const changes = changesOf(situation);
  const reading: Choice[] =
    connection.kind === "connected"
      ? [
          { command: "refresh", icon: "refresh", label: "Refresh" },
          { command: "showHistory", icon: "history", label: "Show History" },
        ]
      : [];
  const definitions: Choice[] = [
    { command: "openDefinition", icon: "go-to-file", label: "Open Definition" },
    { command: "createDefinition", icon: "new-file", label: "Create Definition from Sample…" },
  ];
  const connecting: Choice[] = [
    ...(connection.kind === "misconfigured"
      ? [
          {
            command: "openSettings" as const,
            icon: "gear",
            label: "Open Settings",
            detail: plain(connection.problem),
          },
        ]
      : []),
    ...(situation.several
      ? [{ command: "selectEndpoint" as const, icon: "server", label: "Select Endpoint…" }]
      : []),
    { command: "connect", icon: "plug", label: "Connect to Endpoint…" },
    ...(connection.kind === "connected"
      ? [{ command: "disconnect" as const, icon: "debug-disconnect", label: "Disconnect…" }]
      : []),
    { command: "showLog", icon: "output", label: "Show Log" },
  ];
  const needsConnection = connection.kind !== "connected";
  return needsConnection
    ? [...connecting, ...definitions]
    : [
        ...(status?.request === undefined ? [] : approvalOf(situation)),
        ...changes,
        ...reading,
        ...definitions,
        ...connecting,
      ];
}

function changesOf(situation: Situation): Choice[] {
  if (!situation.trusted) {
    return [
      {
        command: "explainTrust",
        icon: "workspace-untrusted",
        label: "Changes are off: this workspace is not trusted",
        detail: "Enable, disable and force work once you trust the workspace. Select to manage its trust.",
      },
    ];
  }
  const phase = statusOf(situation)?.phase;
  const possible = possibleActions(situation);
  const waits =
    phase !== undefined && isMoving(phase)
      ? `${faceOf(phase).sentence}: every other change has to wait.`
      : undefined;
  const entries: [Action, Choice][] = [
    [
      "disable",
      {
        command: "disable",
        icon: "debug-start",
        label: "Disable…",
        detail: "End maintenance; what was set before comes back.",
      },
    ],
    [
      "enable",
      {
        command: "enable",
        icon: "tools",
        label: "Enable…",
        detail: "Begin maintenance, or change its reason and estimated end.",
      },
    ],
    [
      "force-enable",
      {
        command: "forceEnable",
        icon: "warning",
        label: "Force Enable…",
        detail: "Begin maintenance everywhere, over exceptions; throws away what is set.",
      },
    ],
    [
      "force-disable",
      {
        command: "forceDisable",
        icon: "warning",
        label: "Force Disable…",
        detail: waits ?? "End maintenance everywhere; throws away what is set and saved.",
      },
    ],
  ];
  return entries.filter(([action]) => possible.has(action)).map(([, choice]) => choice);
}

function approvalOf(situation: Situation): Choice[] {
  const request = statusOf(situation)?.request;
  if (request === undefined || !situation.trusted) return [];
  const detail = `${plain(request.by)}: ${plain(request.reason)}`;
  const what = `${request.action} ${plain(targetText(request.target))}`;
  return [
    { command: "approve", icon: "check", label: `Approve: ${what}`, detail },
    { command: "reject", icon: "x", label: `Reject: ${what}`, detail },
  ];
}

/** What `when` and `enablement` clauses of the manifest can ask for. */
export function contextOf(situation: Situation): Record<string, boolean | string> {
  const possible = possibleActions(situation);
  const enabled = Object.fromEntries(
    (Object.keys(COMMAND) as Action[]).map((action) => [
      `maintenanceMode.can.${COMMAND[action]}`,
      possible.has(action),
    ]),
  );
  return {
    ...enabled,
    "maintenanceMode.configured": situation.connection.kind !== "none",
    "maintenanceMode.connected": situation.connection.kind === "connected",
    "maintenanceMode.several": situation.several,
    "maintenanceMode.busy": situation.working,
    "maintenanceMode.phase": statusOf(situation)?.phase ?? "unknown",
  };
}
