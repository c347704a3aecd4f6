/** Definitions of any size, valid and the same in every run, and the one mistake that is planted in them. */
import { Random } from "../random";

/** What the sizes of texts are called, and how many characters they have. */
export const sizes = { "1 KB": 1_000, "100 KB": 100_000, "1 MB": 1_000_000, "10 MB": 10_000_000 } as const;
export type Size = keyof typeof sizes;

const head = `apiVersion: maintenance-mode/v1
kind: MaintenanceDefinition
metadata:
  name: erp-production
  title: ERP production
timeZone: Europe/Copenhagen # where all local times are read
roles:
  - id: operator
    title: Operator
    admitted: true
    bypass: [backup.*]
    may: [enable, disable]
operations:
  blocked:
    - backup.*
    - database.*
    - process.*
`;

/** A definition with a long inventory of agents, which is what makes definitions large. */
export function agentsText(size: number): string {
  const random = new Random(1);
  const parts = [head, "agents:\n"];
  for (let index = 0, length = head.length; length < size; index += 1)
    length += append(parts, agentGroup(index, random));
  return parts.join("");
}

/** A definition in which all long lists take turns: a quarter each of roles, windows, agents and overrides. */
export function mixedText(size: number): string {
  const random = new Random(2);
  const parts = [head.replace(/roles:[^]*(?=operations:)/, "")];
  const list = (name: string, entry: (index: number, random: Random) => string): number => {
    let count = 0;
    for (let length = append(parts, `${name}:\n`); length < size / 4; count += 1)
      length += append(parts, entry(count, random));
    return count;
  };
  list("roles", role);
  list("windows", window);
  const groups = list("agents", agentGroup);
  // Each about another site: what two say of one would be worth a word.
  list("overrides", (index) => override(index, index % groups));
  return parts.join("");
}

/** A text, and where a letter of it can be taken away and put back. */
export interface Planted {
  text: string;
  /** The offset of the letter. */
  at: number;
  letter: string;
  /** The text without it. */
  wrong: string;
}

/** A misspelt key in the middle of a text: `site` without its last letter. */
export function misspelt(text: string): Planted {
  return without(text, text.indexOf(" site: ", Math.floor(text.length / 2)) + 4);
}

/** A letter of what an override says to people, which can be taken away and put back without anything being wrong. */
export function typed(text: string): Planted {
  return without(text, text.indexOf("it must not be", Math.floor(text.length * 0.9)) + 4);
}

function without(text: string, at: number): Planted {
  return { text, at, letter: text.charAt(at), wrong: text.slice(0, at) + text.slice(at + 1) };
}

/** The line and column of an offset, counted from 0. */
export function positionOf(text: string, offset: number): { line: number; character: number } {
  const before = text.slice(0, offset).split("\n");
  return { line: before.length - 1, character: before.at(-1)?.length ?? 0 };
}

function append(parts: string[], text: string): number {
  parts.push(text);
  return text.length;
}

/** Which client and site an agent group is of; a site is one of its client. */
function placeOf(group: number): { client: string; site: string } {
  return { client: `client-${group % 97}`, site: `site-${Math.floor(group / 97)}` };
}

function agentGroup(index: number, random: Random): string {
  const { client, site } = placeOf(index);
  const ids = Array.from(
    { length: 3 + random.below(6) },
    (_, id) => `      - ${random.of(["db", "web", "terminal-server", "archive"])}-${id}\n`,
  );
  const comment = random.below(5) === 0 ? " # moves next year" : "";
  return `  - client: ${client}\n    site: ${site}${comment}\n    ids:\n${ids.join("")}`;
}

function role(index: number, random: Random): string {
  const area = random.of(["backup", "database", "process"]);
  return `  - id: role-${index}
    title: "Role ${index}: ${area}"
    admitted: true
    bypass:
      - ${area}.*
    may: [enable, disable]
`;
}

function window(index: number, random: Random): string {
  const { client } = placeOf(index);
  return `  - id: window-${index}
    kind: maintenance
    title: Patches of ${client}
    target: { client: ${client} }
    recurring:
      startDate: "2027-01-12"
      frequency: monthly
      byDay: [{ day: ${random.of(["mo", "tu", "we", "th", "fr"])}, nthOfPeriod: ${1 + random.below(4)} }]
      startTime: "${18 + random.below(3)}:00"
      duration: PT2H # all exact
`;
}

function override(index: number, group: number): string {
  const { client, site } = placeOf(group);
  return `  - id: override-${index}
    effect: exempt
    target: { client: ${client}, site: ${site} }
    reason: "INC-${index}: it must not be interrupted"
    expires: "2030-12-24T00:00:00Z"
`;
}
