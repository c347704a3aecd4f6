/** Definitions to begin with, one for each kind of system in `samples/` and the smallest one. */

export interface Skeleton {
  label: string;
  detail: string;
  /** With one tab stop, `NAME`, for the id of the environment. */
  text: string;
}

const head = `apiVersion: maintenance-mode/v1
kind: MaintenanceDefinition
metadata:
  name: NAME
`;

export const skeletons: readonly Skeleton[] = [
  {
    label: "minimal",
    detail: "the smallest definition that does something",
    text: `${head}
operations:
  blocked:
    - deployment.start
`,
  },
  {
    label: "business application",
    detail: "only admitted roles get in; approval and restart, as in Dynamics 365",
    text: `${head}
roles:
  - id: system-administrator
    title: System administrator
    admitted: true
    may: [enable, disable]
  - id: operations-team
    title: Operations team
    admitted: true
    may: [approve, restart, enable, disable, force]

operations:
  # Whatever is not listed is for admitted roles only.
  unlisted: deny
  answer: Only administrators can sign in now
  alwaysAllowed:
    - session.sign-out

transitions:
  approval:
    for: [enable, disable]
    approvers: [operations-team]
  restart:
    services: [application]

services:
  - id: application
    title: Application server
`,
  },
  {
    label: "sandbox",
    detail: "one role switches it, others are let in for a while, as in LCS",
    text: `${head}
roles:
  - id: environment-manager
    title: Environment manager
    admitted: true
    may: [enable, disable, force, restart, grant]
  - id: consultant
    title: Consultant

operations:
  unlisted: deny
  answer: Only administrators can sign in now
  # Blocked to admitted roles as well; an override with the effect admit opens it.
  blocked:
    - id: database.connect
      answer: Ask for access to the database
  alwaysAllowed:
    - session.sign-out

transitions:
  restart:
    services: [application]

services:
  - id: application
    title: Application server
`,
  },
  {
    label: "monitoring",
    detail: "alerts are silent, agent by agent, as in Tactical RMM",
    text: `${head}
timeZone: Europe/Berlin

roles:
  - id: administrator
    title: Administrator
    admitted: true
    may: [enable, disable, force, schedule]

operations:
  # Maintenance means silence; the checks go on.
  unlisted: allow
  blocked:
    - alert.email.send
    - alert.sms.send
    - dashboard.failing.show
  alwaysAllowed:
    - check.run

windows:
  - id: weekly-update
    kind: maintenance
    target: { client: acme, site: hq }
    recurring: { frequency: weekly, byDay: [su], startTime: "02:00", duration: PT4H }

agents:
  - client: acme
    site: hq
    ids: [db-1, web-1]
`,
  },
  {
    label: "deployment server",
    detail: "nothing new begins, what runs may end; a yearly blackout, as in UrbanCode Deploy",
    text: `${head}
timeZone: Europe/London

roles:
  - id: maintenance-manager
    title: Maintenance manager
    admitted: true
    may: [enable, disable, force, schedule]

operations:
  unlisted: allow
  answer: Could not start
  blocked:
    - process.component.run
    - process.calendar.*
    - version.import.start
  # What began before runs to its end.
  inFlight: finish

windows:
  - id: year-end
    kind: blackout
    recurring: { frequency: yearly, byMonth: [12], byMonthDay: [31], startTime: "18:00", duration: PT14H }
    announce: PT24H
    cutoff: PT2H

transitions:
  drain:
    timeout: PT2H
    then: cancel
`,
  },
];
