/** The hover of the status bar item: who, when, why, until when, what comes next, and how fresh all of it is. As Markdown. */
import type { Status } from "../../core/generated/types";
import { targetText } from "../../core/target";
import type { View } from "../../providers/provider";
import { type Situation, environmentName } from "./glance";
import { faceOf } from "./phase";
import { counted, listed, markdown, plain } from "./plain";
import { type Here, both, clockTime, fromNow, span } from "./when";

/** Every word of another system is escaped; the only markup is our own. */
export function hoverOf(situation: Situation, here: Here): string {
  const { connection } = situation;
  switch (connection.kind) {
    case "none":
      return paragraphs(["**Maintenance Mode**", "Not connected. Select to connect to an endpoint."]);
    case "misconfigured":
      return paragraphs([heading(situation), markdown(connection.problem), address(connection.endpoint.url)]);
    case "signed-out":
      return paragraphs([
        heading(situation),
        "No token is saved for this address, so nothing is sent to it. Select to connect.",
        address(connection.endpoint.url),
      ]);
    case "connected": {
      const { view, endpoint } = connection;
      const status = view.reading?.status;
      return paragraphs([
        heading(situation),
        ...(trouble(view, here) ?? []),
        ...(status === undefined ? [] : [rows(stateRows(status, here))]),
        rows([...connectionRows(view, here), ["Endpoint", markdown(endpoint.url)]]),
        ...(situation.trusted ? [] : ["_Changes are off, because this workspace is not trusted._"]),
      ]);
    }
  }
}

type Row = [name: string, value: string];

function stateRows(status: Status, here: Here): Row[] {
  const { current, next, notice, request, failure, counts, inFlight, services, definition } = status;
  const waiting = services.filter(({ pending }) => pending).map(({ id }) => plain(id, 60));
  const running = inFlight.map(({ title, operation }) => plain(title ?? operation, 60));
  return [
    ...present("Since", current?.since, (since) => both(since, here)),
    ...present("By", current?.by, (by) => markdown(by)),
    ...present("Why", current?.reason, (reason) => markdown(reason)),
    ...present("Notice", notice?.message ?? current?.message, (message) => markdown(message)),
    ...present("Estimated end", current?.estimatedEnd, (end) => both(end, here)),
    ...present("Ends by itself", current?.until, (until) => both(until, here)),
    ...present(
      "Agents",
      counts,
      ({ inMaintenance, agents }) => `${inMaintenance} of ${agents} in maintenance`,
    ),
    ...present("Failure", failure, ({ at, message }) => `${markdown(message)} (${fromNow(at, here)})`),
    ...present(
      "Waits for approval",
      request,
      ({ action, target, by, reason }) =>
        `${markdown(action)} of ${markdown(targetText(target))}, asked for by ${markdown(by)}: ${markdown(reason)}`,
    ),
    ...present("Still running", nonEmpty(running), (list) => `${list.length}: ${markdown(listed(list, 3))}`),
    ...present("Waits for restart", nonEmpty(waiting), (list) => markdown(listed(list, 5))),
    ...present(
      "Next window",
      next,
      ({ window, title, kind, start, end }) =>
        `${markdown(title ?? window)}${kind === "blackout" ? " (blackout)" : ""}: ${span(start, end, here)}, ${fromNow(start, here)}`,
    ),
    ...(definition.valid
      ? []
      : present("Definition", "", () => {
          const problems = definition.problems?.length ?? 0;
          const count = problems === 0 ? "problems" : counted(problems, "problem");
          return `the newest one has ${count}; the last valid one is in force`;
        })),
  ];
}

function connectionRows({ link, contactAt }: View, here: Here): Row[] {
  const how = {
    connecting: () => "being made",
    live: () => "live",
    polling: () =>
      link.state === "polling"
        ? `asked every ${link.everyMs / 1000} seconds; no live events (${markdown(link.why.message)})`
        : "",
    stale: () => "lost, being made again",
    unreachable: () =>
      link.state === "unreachable" ? `none; next attempt ${clockTime(link.retryAt, here)}` : "",
    stopped: () => "none, and not tried again before you refresh or connect anew",
  }[link.state]();
  return [["Connection", how], ...present("Last contact", contactAt, (at) => both(at, here))];
}

/** What stands above everything else: what is shown below may no longer be so. */
function trouble({ link, reading, contactAt }: View, here: Here): string[] | undefined {
  if (link.state !== "stale" && link.state !== "unreachable" && link.state !== "stopped") return undefined;
  const why = markdown(typeof link.why === "string" ? link.why : link.why.message);
  const old =
    reading === undefined || contactAt === undefined
      ? "Nothing is known about the state."
      : `The state below is as of ${both(contactAt, here)} and may have changed.`;
  return [`**${link.state === "stale" ? "Stale" : "Unreachable"}.** ${why}`, old];
}

function heading(situation: Situation): string {
  const { connection } = situation;
  const status = connection.kind === "connected" ? connection.view.reading?.status : undefined;
  const name = markdown(environmentName(connection));
  if (status === undefined) return `**${name}**`;
  const forced = status.current?.forced === true ? " (forced)" : "";
  return `**${name}: ${faceOf(status.phase).sentence.toLowerCase()}${forced}**`;
}

function address(url: string): string {
  return rows([["Endpoint", markdown(url)]]);
}

function present<T>(name: string, value: T | undefined, words: (value: T) => string): Row[] {
  if (value === undefined) return [];
  const text = words(value);
  return text === "" ? [] : [[name, text]];
}

function nonEmpty<T>(list: T[]): T[] | undefined {
  return list.length === 0 ? undefined : list;
}

function rows(list: Row[]): string {
  return list.map(([name, value]) => `${name}: ${value}`).join("  \n");
}

function paragraphs(list: string[]): string {
  return list.filter((text) => text !== "").join("\n\n");
}
