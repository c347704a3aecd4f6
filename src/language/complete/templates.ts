/** Whole entries that people add again and again: windows, overrides, roles, and how operations are closed. */
import type { NameKind } from "../names";
import type { Draft } from "./write";

export interface Template {
  label: string;
  value: Readonly<Record<string, Draft>>;
  /** Keys that are left out while the definition declares no name of the kind. */
  ifDeclared?: Readonly<Record<string, NameKind>>;
  /** The template makes sense only beside names of the kind. */
  needs?: NameKind;
}

const period = [{ start: "2027-01-12T22:00", end: "2027-01-13T02:00" }];
const weekly = { frequency: "weekly", byDay: ["su"], startTime: "02:00", endTime: "06:00" };
const monthly = {
  frequency: "monthly",
  byDay: [{ day: "tu", nthOfPeriod: 2 }],
  startTime: "22:00",
  duration: "PT4H",
};
const daily = { frequency: "daily", startTime: "02:00", duration: "PT1H" };
const admin = { id: "system-administrator", admitted: true, may: ["enable", "disable"] };

/** Definition of the schema -> templates; the first is what a key that holds one begins with. */
export const templates: Readonly<Record<string, readonly Template[]>> = {
  window: [
    {
      label: "maintenance window, once",
      value: { id: "server-move", kind: "maintenance", once: period, announce: "PT30M" },
    },
    {
      label: "maintenance window, every week",
      value: { id: "weekly-update", kind: "maintenance", recurring: weekly },
    },
    {
      label: "maintenance window, every month",
      value: { id: "patch-tuesday", kind: "maintenance", recurring: monthly, announce: "PT30M" },
    },
    {
      label: "blackout window",
      value: { id: "shutdown", kind: "blackout", once: period, letThrough: ["system-administrator"] },
      ifDeclared: { letThrough: "role" },
    },
  ],
  override: [
    {
      label: "override: stays out of maintenance",
      value: {
        id: "keep-running",
        effect: "exempt",
        target: { client: "acme", site: "hq", agent: "db-7" },
        reason: "INC-42: must not be interrupted",
        expires: "2030-12-24T00:00:00Z",
      },
    },
    {
      label: "override: always in maintenance",
      value: {
        id: "lab-always",
        effect: "maintenance",
        target: { client: "acme", site: "lab" },
        reason: "The lab is being built",
      },
    },
    {
      label: "override: lets a role in for a while",
      value: {
        id: "just-in-time",
        effect: "admit",
        roles: ["contractor"],
        operations: ["database.connect"],
        reason: "INC-43: repair",
        expires: "2030-12-24T00:00:00Z",
      },
    },
  ],
  role: [
    { label: "role that switches maintenance", value: admin },
    {
      label: "role that is let in",
      value: { id: "maintenance-mode-user", admitted: true },
      needs: "role",
    },
  ],
  recurring: [
    { label: "every week", value: weekly },
    { label: "every month", value: monthly },
    { label: "every day", value: daily },
  ],
  schedule: [
    { label: "schedule of single periods", value: { once: period } },
    { label: "schedule, every week", value: { recurring: weekly } },
  ],
  dayRule: [{ label: "nth day of the month", value: { day: "tu", nthOfPeriod: 2 } }],
  blockedOperation: [
    {
      label: "operation with an answer of its own",
      value: { id: "process.component.run", answer: "Could not start" },
    },
  ],
  metadata: [{ label: "name and title", value: { name: "erp-production", title: "ERP production" } }],
  operations: [
    {
      label: "block what is listed",
      value: { unlisted: "allow", blocked: ["process.component.run"] },
    },
    {
      label: "close to all but admitted roles",
      value: { unlisted: "deny", alwaysAllowed: ["session.sign-out"] },
    },
  ],
  transitions: [
    { label: "wait for what runs", value: { drain: { timeout: "PT30M", then: "proceed" } } },
    {
      label: "approval by a second person",
      value: { approval: { for: ["enable", "disable"], approvers: ["system-administrator"] } },
    },
    {
      label: "restart of services",
      value: { restart: { services: ["aos"] } },
    },
  ],
};
