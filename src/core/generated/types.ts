// Generated from schemas/v1 by `npm run generate`. Do not edit.

/**
 * What is done with maintenance mode.
 */
export type Action = "enable" | "disable" | "force-enable" | "force-disable";

/**
 * Whether one agent is in maintenance, and why.
 */
export interface AgentFlag {
  /**
   * The agent, with its client and site.
   */
  target: Target;
  /**
   * Whether it is in maintenance now.
   */
  inMaintenance: boolean;
  /**
   * What decides it. Absent when nothing says anything about it.
   */
  source?: "toggle" | "override" | "window";
  /**
   * The entry of the definition that decides, as a JSON Pointer.
   */
  rule?: string;
  /**
   * Why it was done. Empty when nobody said.
   */
  reason?: string;
}

/**
 * The agents of one site of one client.
 */
export interface AgentGroup {
  /**
   * The client, exactly as targets write it.
   */
  client: string;
  /**
   * The site of that client, exactly as targets write it.
   */
  site: string;
  /**
   * The agents of that site, each once.
   *
   * Items: The name exactly as the inventory of your system writes it, upper and lower case included.
   */
  ids: string[];
}

/**
 * Which agents of the inventory are in maintenance, and how many of each client and site.
 */
export interface AgentList {
  /**
   * Every agent of the inventory.
   *
   * Items: Whether one agent is in maintenance, and why.
   */
  agents: AgentFlag[];
  /**
   * Every client and every site of the inventory.
   *
   * Items: How much of a client or site is in maintenance, counted from its agents.
   */
  groups: GroupFlag[];
}

/**
 * A sign of life on the stream of events. Two that are missed mean that what is shown may be out of date.
 */
export interface Beat {
  /**
   * When it was sent.
   */
  at: string;
  /**
   * Milliseconds until the next beat.
   */
  everyMs: number;
}

/**
 * A pattern alone, or a pattern with an answer or a rule of its own.
 */
export type BlockedOperation =
  | string
  | {
      /**
       * The operation, or the pattern of operations, that is blocked.
       */
      id: string;
      /**
       * What someone is told when this operation is refused, in place of the general answer.
       */
      answer?: string;
      /**
       * stop: refused also when it belongs to something that began before maintenance did. Without it the general rule holds.
       */
      inFlight?: "stop";
    };

/**
 * A change that waits for somebody's approval.
 */
export interface ChangeRequest {
  /**
   * The id of the request.
   */
  id: string;
  /**
   * What is done with maintenance mode.
   */
  action: Action;
  /**
   * What is to be switched.
   */
  target: Target;
  /**
   * Why it was done. Empty when nobody said.
   */
  reason: string;
  /**
   * Who asked. Somebody else must approve.
   */
  by: string;
  /**
   * When it was asked for.
   */
  at: string;
  /**
   * When it ends by itself.
   */
  until?: string;
  /**
   * When it will probably be over. It is shown to people and ends nothing.
   */
  estimatedEnd?: string;
  /**
   * What people read in place of the definition's notice.
   */
  message?: string;
}

/**
 * The first two letters of the day's English name.
 */
export type Day = "mo" | "tu" | "we" | "th" | "fr" | "sa" | "su";

/**
 * A day of the week (tu), or a day with its position in the month or year ({ day: tu, nthOfPeriod: 2 }).
 */
export interface DayRule {
  /**
   * The first two letters of the day's English name.
   */
  day: Day;
  /**
   * The position in the month (frequency monthly, or yearly with byMonth) or in the year (frequency yearly): 2 is the second, -1 the last. Without it: every one.
   */
  nthOfPeriod?: number;
}

/**
 * Whether an operation may go on, why, and when to ask again.
 */
export interface Decision {
  /**
   * Whether the operation may go on.
   */
  decision: "allow" | "deny" | "indeterminate";
  /**
   * The rule that decided.
   */
  code: DecisionCode;
  /**
   * What to tell the one who asked.
   */
  answer?: string;
  /**
   * The entry of the definition that decided, as a JSON Pointer.
   */
  rule?: string;
  /**
   * The occurrence that decided, if one did.
   */
  window?: {
    /**
     * The id of the window.
     */
    id: string;
    /**
     * When the occurrence began.
     */
    start: string;
    /**
     * When the occurrence is over.
     */
    end: string;
  };
  /**
   * The first instant at which decision or code will differ, if nothing else changes; null when there is none within 3,660 days.
   */
  nextChange: string | null;
  /**
   * Whole seconds, rounded up, until it will be allowed. Absent when it is not within 3,660 days.
   */
  retryAfter?: number;
  /**
   * What the one who runs the host should know.
   */
  warnings: string[];
  /**
   * The release of the time zone data that was used.
   */
  tzdata: string;
}

/**
 * The rule that decided.
 */
export type DecisionCode =
  | "INVALID_DEFINITION"
  | "BLACKOUT_BYPASS"
  | "BLACKOUT"
  | "ALWAYS_ALLOWED"
  | "CUTOFF"
  | "REQUIRES_MAINTENANCE"
  | "OPEN"
  | "IN_FLIGHT"
  | "BYPASS"
  | "OPERATION_BLOCKED"
  | "ADMITTED"
  | "NOT_ADMITTED"
  | "NOT_BLOCKED";

/**
 * What somebody wants to do: the question that a decision answers.
 */
export interface DecisionRequest {
  /**
   * What is asked for.
   */
  operation: string;
  /**
   * The roles of the one who asks. A role that the definition does not declare counts for nothing.
   */
  roles?: string[];
  /**
   * Where it is to be done. Absent: the environment.
   */
  target?: Target;
  /**
   * When it began, for something that is running already.
   */
  startedAt?: string;
  /**
   * When the outermost operation that it belongs to began.
   */
  rootStartedAt?: string;
}

/**
 * The definition in force, with what is wrong with the newest text.
 */
export interface DefinitionReport {
  /**
   * metadata.name of the definition in force.
   */
  name: string;
  /**
   * A fingerprint of the definition in force.
   */
  digest: string;
  /**
   * false: the newest text is not valid; the last valid one stays in force.
   */
  valid: boolean;
  /**
   * What is wrong with the newest text.
   *
   * Items: Something that is wrong with a definition or a request: where, what is allowed, and how to mend it.
   */
  problems?: Problem[];
  /**
   * The definition in force.
   */
  definition: MaintenanceDefinition;
}

/**
 * Which definition is in force, and whether the newest one is valid.
 */
export interface DefinitionState {
  /**
   * metadata.name of the definition in force.
   */
  name: string;
  /**
   * A fingerprint of the definition in force.
   */
  digest: string;
  /**
   * false: the newest text is not valid; the last valid one stays in force.
   */
  valid: boolean;
  /**
   * What is wrong with the newest text.
   *
   * Items: Something that is wrong with a definition or a request: where, what is allowed, and how to mend it.
   */
  problems?: Problem[];
}

/**
 * Why the last change did not succeed. Gone with the next change that does.
 */
export interface Failure {
  /**
   * When it failed.
   */
  at: string;
  /**
   * What happened.
   */
  message: string;
}

/**
 * How much of a client or site is in maintenance, counted from its agents.
 */
export interface GroupFlag {
  /**
   * The client, or the client with the site.
   */
  target: Target;
  /**
   * How much of it is in maintenance.
   */
  maintenance: "all" | "some" | "none";
  /**
   * How many of its agents are in maintenance.
   */
  inMaintenance: number;
  /**
   * How many agents it has.
   */
  agents: number;
}

/**
 * Something that was asked for or that happened. Entries are never changed.
 */
export interface HistoryEntry {
  /**
   * Grows by one with every entry.
   */
  seq: number;
  /**
   * When it happened.
   */
  at: string;
  /**
   * Who did it: the name of the token that was used.
   */
  by: string;
  /**
   * What was done: an action, approve, reject, or something that happened by itself such as window-start.
   */
  action: string;
  /**
   * What it was about.
   */
  target: Target;
  /**
   * Why it was done. Empty when nobody said.
   */
  reason?: string;
  /**
   * The revision of the state afterwards.
   */
  revision: number;
  /**
   * What became of it.
   */
  outcome: "accepted" | "refused" | "carried-out" | "failed" | "requested";
  /**
   * The stable code of a refusal or failure.
   */
  code?: string;
  /**
   * What happened, in words.
   */
  detail?: string;
}

/**
 * One page of what was done, refused and carried out, the newest first.
 */
export interface HistoryPage {
  /**
   * The entries of this page, the newest first.
   *
   * Items: Something that was asked for or that happened. Entries are never changed.
   */
  entries: HistoryEntry[];
  /**
   * Ask for the next page with this number. Absent on the last page.
   */
  before?: number;
}

/**
 * An operation that has begun and not yet ended.
 */
export interface InFlightOperation {
  /**
   * The host's id of this run.
   */
  id: string;
  /**
   * The dotted name of something that can be asked for. Upper and lower case are different names.
   */
  operation: string;
  /**
   * Where it runs. Without it: the environment.
   */
  target?: Target;
  /**
   * When it began.
   */
  startedAt: string;
  /**
   * When the outermost operation that it belongs to began.
   */
  rootStartedAt?: string;
  /**
   * What people read in place of the id.
   */
  title?: string;
}

/**
 * From start to end in local time; the end is no longer part of it.
 */
export interface LocalInterval {
  /**
   * When it begins, in local time.
   */
  start: string;
  /**
   * When it is over, in local time. T24:00 is the end of that day.
   */
  end: string;
}

/**
 * The maintenance policy of one environment: who is let in, what is blocked, when, and which exceptions. It never says whether maintenance is on now; the endpoint knows that.
 */
export interface MaintenanceDefinition {
  /**
   * The version of the format that this document is written in.
   */
  apiVersion: "maintenance-mode/v1";
  /**
   * What this document is.
   */
  kind: "MaintenanceDefinition";
  /**
   * Which environment this is.
   */
  metadata: Metadata;
  /**
   * The IANA time zone in which all local dates and times of this document are read. Needed as soon as a window or schedule has none of its own.
   */
  timeZone?: string;
  /**
   * What people read while maintenance is on or about to begin. {start}, {end}, {reason} and {contact} are filled in; {end} is the estimated end, else the fixed end, else the end of the window.
   */
  notice?: Notice;
  /**
   * Who is let in during maintenance, and who may switch it. A role that is not listed here has no rights of its own.
   *
   * Items: A group of people or programs, as your system names it.
   */
  roles?: Role[];
  /**
   * What is blocked while maintenance is on, what never is, and what is possible only then.
   */
  operations?: Operations;
  /**
   * Calendars with a name, which windows can exclude: public holidays, the close of the books.
   */
  schedules?: {
    /**
     * A calendar with a name, in a time zone of its own or the definition's.
     */
    [k: string]: Schedule;
  };
  /**
   * When maintenance or a blackout happens by itself.
   *
   * Items: A period, once or again and again, in which maintenance or a blackout is in force. Windows that overlap add up.
   */
  windows?: Window[];
  /**
   * The inventory, if you want to list it: for completion, for finding misspelt names, and for display. It never changes a decision.
   *
   * Items: The agents of one site of one client.
   */
  agents?: AgentGroup[];
  /**
   * Exceptions, each with its reason: something that stays out of maintenance, something that is always in it, somebody who is let in for a while.
   *
   * Items: One exception. When several say something about one target, the nearest decides.
   */
  overrides?: Override[];
  /**
   * How maintenance is entered and left by hand: who must approve, what is waited for, what is restarted. Windows wait for none of these.
   */
  transitions?: Transitions;
  /**
   * The services of the environment that can be restarted.
   *
   * Items: A service of the environment that can be restarted.
   */
  services?: Service[];
}

/**
 * Which environment this is.
 */
export interface Metadata {
  /**
   * The id of the environment. Endpoints, the status bar and the history name it.
   */
  name: string;
  /**
   * The name of the environment as people know it.
   */
  title?: string;
  /**
   * Words of your own to sort and find environments by. They change no decision.
   */
  labels?: {
    [k: string]: string;
  };
}

/**
 * What people read while maintenance is on or about to begin. {start}, {end}, {reason} and {contact} are filled in; {end} is the estimated end, else the fixed end, else the end of the window.
 */
export interface Notice {
  /**
   * The heading above the message.
   */
  title?: string;
  /**
   * The message. It may contain {start}, {end}, {reason} and {contact}.
   */
  message: string;
  /**
   * The message when nobody knows the end yet. It may contain {start}, {reason} and {contact}.
   */
  messageWithoutEnd?: string;
  /**
   * Whom to ask: a person, a channel, a telephone number.
   */
  contact?: string;
}

/**
 * What is blocked while maintenance is on, what never is, and what is possible only then.
 */
export interface Operations {
  /**
   * What happens, while maintenance is on, to an operation that is not listed here.
   */
  unlisted?: "allow" | "deny";
  /**
   * What someone is told when an operation is refused. An entry of blocked or a window may have its own.
   */
  answer?: string;
  /**
   * Operations that do not start while maintenance is on, also not for admitted roles. An alert that must not be sent is a blocked operation, too. Of several patterns that match, the exact name decides, else the longest.
   *
   * Items: A pattern alone, or a pattern with an answer or a rule of its own.
   */
  blocked?: BlockedOperation[];
  /**
   * Operations that maintenance never stops. Only a blackout does.
   *
   * Items: One operation (process.component.run), everything below a name (process.approval.*), or everything (*).
   */
  alwaysAllowed?: string[];
  /**
   * Operations that are refused while maintenance is off, because they are safe only when nobody works.
   *
   * Items: One operation (process.component.run), everything below a name (process.approval.*), or everything (*).
   */
  onlyDuringMaintenance?: string[];
  /**
   * What happens to operations that began before maintenance did, and to what they start.
   */
  inFlight?: "finish" | "stop";
}

/**
 * One exception. When several say something about one target, the nearest decides.
 */
export interface Override {
  /**
   * The id of this exception. Decisions and the history name it.
   */
  id: string;
  /**
   * What this exception does.
   */
  effect: "exempt" | "maintenance" | "admit";
  /**
   * What this exception is about. Without it: the whole environment.
   */
  target?: Target;
  /**
   * Who is let in. Needed for, and only possible with, the effect admit.
   *
   * Items: A short name that never changes: lower-case letters, digits and single hyphens.
   */
  roles?: string[];
  /**
   * What they may do. Only possible with the effect admit; without it: everything.
   *
   * Items: One operation (process.component.run), everything below a name (process.approval.*), or everything (*).
   */
  operations?: string[];
  /**
   * Why this exception exists: a ticket, or a sentence that the next person understands.
   */
  reason: string;
  /**
   * From this instant on the exception no longer counts. Without it, it holds until somebody removes it.
   */
  expires?: string;
}

/**
 * A change that has been accepted and waits for services to restart, or for running operations to end.
 */
export interface PendingChange {
  /**
   * What is done with maintenance mode.
   */
  action: Action;
  /**
   * What is being switched.
   */
  target: Target;
  /**
   * Why it was done. Empty when nobody said.
   */
  reason: string;
  /**
   * Who set it going.
   */
  by: string;
  /**
   * When it was set going.
   */
  at: string;
  /**
   * When it ends by itself.
   */
  until?: string;
  /**
   * When it will probably be over. It is shown to people and ends nothing.
   */
  estimatedEnd?: string;
  /**
   * What people read in place of the definition's notice.
   */
  message?: string;
  /**
   * What has to happen first: restart = every named service restarts; drain = what still runs comes to its end.
   */
  awaits: "restart" | "drain";
  /**
   * When the time to drain is over.
   */
  deadline?: string;
}

/**
 * Where the environment stands between off and on.
 */
export type Phase =
  | "off"
  | "scheduled"
  | "entering"
  | "draining"
  | "on"
  | "leaving"
  | "restarting"
  | "partial"
  | "failed"
  | "blackout"
  | "unknown";

/**
 * Something that is wrong with a definition or a request: where, what is allowed, and how to mend it.
 */
export interface Problem {
  /**
   * The stable name of this kind of problem.
   */
  code: string;
  /**
   * How bad it is.
   */
  severity: "error" | "warning" | "info";
  /**
   * A JSON Pointer to the node that is wrong. Empty: the whole document.
   */
  path: string;
  /**
   * Whether the key or the value of that node is meant.
   */
  at: "key" | "value";
  /**
   * What is wrong, what is allowed, and how to mend it.
   */
  message: string;
  /**
   * Other places that explain the problem, such as the first of two equal ids.
   */
  related?: {
    /**
     * A JSON Pointer to the other place.
     */
    path: string;
    /**
     * What is there.
     */
    message: string;
  }[];
  /**
   * The name or value that was probably meant.
   */
  suggestion?: string;
}

/**
 * Why a request was refused (RFC 9457, application/problem+json).
 */
export interface ProblemDetails {
  /**
   * A URI that names the kind of problem.
   */
  type: string;
  /**
   * The kind of problem in a few words.
   */
  title: string;
  /**
   * The status code of the answer.
   */
  status: number;
  /**
   * What is wrong, what is allowed, and how to mend it.
   */
  detail: string;
  /**
   * The stable name of the problem, for programs. Later versions may add more.
   */
  code: string;
  /**
   * What is wrong with the body, place by place.
   *
   * Items: Something that is wrong with a definition or a request: where, what is allowed, and how to mend it.
   */
  problems?: Problem[];
  /**
   * The present status, so that a client can show what has changed.
   */
  status_now?: Status;
  /**
   * The entry of the definition that stands in the way, as a JSON Pointer.
   */
  rule?: string;
}

/**
 * Periods that come back: how often, on which days, from when to when. An occurrence belongs to the day on which it begins.
 */
export interface Recurring {
  /**
   * No occurrence begins before this day. interval and count are counted from it.
   */
  startDate?: string;
  /**
   * No occurrence begins after this day. Use either this or count.
   */
  endDate?: string;
  /**
   * The local time at which each occurrence begins.
   */
  startTime: string;
  /**
   * The local time at which each occurrence is over; when it is earlier than startTime, on the next day. Use either this or duration.
   */
  endTime?: string;
  /**
   * How long each occurrence lasts: hours and minutes, or days. Use either this or endTime.
   */
  duration?: string;
  /**
   * The period in which the pattern repeats.
   */
  frequency: "daily" | "weekly" | "monthly" | "yearly";
  /**
   * 1: every period; 2: every second one, counted from startDate; and so on.
   */
  interval?: number;
  /**
   * The days on which it happens, such as [tu, th] or [{ day: tu, nthOfPeriod: 2 }].
   *
   * Items: A day of the week (tu), or a day with its position in the month or year ({ day: tu, nthOfPeriod: 2 }).
   */
  byDay?: (Day | DayRule)[];
  /**
   * 1 to 31, or -1 (the last day) to -31. A month that has no such day is skipped.
   */
  byMonthDay?: number[];
  /**
   * The months in which it happens: 1 is January, 12 is December.
   */
  byMonth?: number[];
  /**
   * Keeps only these of the days found in one period: [-1] with byDay [mo, tu, we, th, fr] is the last working day.
   */
  bySetPos?: number[];
  /**
   * Ends after this many occurrences, counted from startDate. Use either this or endDate.
   */
  count?: number;
}

/**
 * Approves or rejects the change that waits.
 */
export interface RequestAnswer {
  /**
   * Whether it may be carried out.
   */
  answer: "approve" | "reject";
  /**
   * Why.
   */
  reason?: string;
}

/**
 * Something that a role may do with maintenance mode itself.
 */
export type Right = "enable" | "disable" | "force" | "restart" | "schedule" | "grant" | "approve";

/**
 * A group of people or programs, as your system names it.
 */
export interface Role {
  /**
   * The id under which the rest of the definition and the tokens of the endpoint name this role.
   */
  id: string;
  /**
   * The name of the role as people know it.
   */
  title?: string;
  /**
   * true: may work while maintenance is on. What is blocked stays blocked to it; only bypass opens that.
   */
  admitted?: boolean;
  /**
   * Operations that stay open to this role during maintenance although they are blocked, or although the role is not admitted. An empty list is the same as none.
   *
   * Items: One operation (process.component.run), everything below a name (process.approval.*), or everything (*).
   */
  bypass?: string[];
  /**
   * What this role may do with maintenance mode itself. No window and no block ever stops these. An empty list is the same as none.
   *
   * Items: Something that a role may do with maintenance mode itself.
   */
  may?: Right[];
}

/**
 * What an enable at a target moved away.
 */
export interface SavedToggles {
  /**
   * The target that was enabled.
   */
  target: Target;
  /**
   * The toggles that were at and below it.
   *
   * Items: A switch by hand at one target. It counts from since to until.
   */
  toggles: Toggle[];
  /**
   * What had been saved below it.
   */
  saved: SavedToggles[];
}

/**
 * A calendar with a name, in a time zone of its own or the definition's.
 */
export interface Schedule {
  /**
   * What people read in place of the name.
   */
  title?: string;
  /**
   * An IANA time zone name for this entry alone. Without it: the definition's timeZone.
   */
  timeZone?: string;
  /**
   * Single periods in local time. The list may stand alone or beside recurring or rrule.
   *
   * Items: From start to end in local time; the end is no longer part of it.
   */
  once?: LocalInterval[];
  /**
   * Periods that come back: how often, on which days, from when to when. An occurrence belongs to the day on which it begins.
   */
  recurring?: Recurring;
  /**
   * An iCalendar rule (RFC 5545) with start and duration beside it: FREQ from DAILY to YEARLY, INTERVAL, BYDAY, BYMONTHDAY, BYMONTH, BYSETPOS, COUNT or UNTIL.
   */
  rrule?: string;
  /**
   * From when on rrule counts, and the local time at which each occurrence begins. Belongs to rrule.
   */
  start?: string;
  /**
   * How long each occurrence of rrule lasts: hours and minutes, or days. Belongs to rrule.
   */
  duration?: string;
}

/**
 * A service of the environment that can be restarted.
 */
export interface Service {
  /**
   * The id under which transitions and the endpoint name this service.
   */
  id: string;
  /**
   * The name of the service as people know it.
   */
  title?: string;
}

/**
 * Whether a service still has to restart.
 */
export interface ServiceState {
  /**
   * The id of the service in the definition.
   */
  id: string;
  /**
   * When its last restart was reported.
   */
  restartedAt?: string;
  /**
   * true: a change waits for this service to restart.
   */
  pending: boolean;
}

/**
 * What the endpoint knows now: what was switched by whom, what was saved, what is waited for.
 */
export interface State {
  /**
   * Where the environment stands between off and on.
   */
  phase: Phase;
  /**
   * Grows by one with every change of the state.
   */
  revision: number;
  /**
   * What was switched by hand, at most one for each target.
   *
   * Items: A switch by hand at one target. It counts from since to until.
   */
  toggles: Toggle[];
  /**
   * What each enable moved away. The disable of the same target brings it back.
   *
   * Items: What an enable at a target moved away.
   */
  saved: SavedToggles[];
  /**
   * A change that waits for somebody's approval.
   */
  request?: ChangeRequest;
  /**
   * A change that has been accepted and waits for services to restart, or for running operations to end.
   */
  pending?: PendingChange;
  /**
   * Why the last change did not succeed. Gone with the next change that does.
   */
  failure?: Failure;
  /**
   * What still runs, as the host last reported it.
   *
   * Items: An operation that has begun and not yet ended.
   */
  inFlight: InFlightOperation[];
  /**
   * The services that the definition names, with their last restart.
   *
   * Items: Whether a service still has to restart.
   */
  services: ServiceState[];
  /**
   * Which definition is in force, and whether the newest one is valid.
   */
  definition: DefinitionState;
}

/**
 * The state, and what a person wants to know about it at one glance.
 */
export interface Status {
  /**
   * Where the environment stands between off and on.
   */
  phase: Phase;
  /**
   * Grows by one with every change of the state.
   */
  revision: number;
  /**
   * What was switched by hand, at most one for each target.
   *
   * Items: A switch by hand at one target. It counts from since to until.
   */
  toggles: Toggle[];
  /**
   * What each enable moved away. The disable of the same target brings it back.
   *
   * Items: What an enable at a target moved away.
   */
  saved: SavedToggles[];
  /**
   * A change that waits for somebody's approval.
   */
  request?: ChangeRequest;
  /**
   * A change that has been accepted and waits for services to restart, or for running operations to end.
   */
  pending?: PendingChange;
  /**
   * Why the last change did not succeed. Gone with the next change that does.
   */
  failure?: Failure;
  /**
   * What still runs, as the host last reported it.
   *
   * Items: An operation that has begun and not yet ended.
   */
  inFlight: InFlightOperation[];
  /**
   * The services that the definition names, with their last restart.
   *
   * Items: Whether a service still has to restart.
   */
  services: ServiceState[];
  /**
   * Which definition is in force, and whether the newest one is valid.
   */
  definition: DefinitionState;
  /**
   * When this was worked out.
   */
  at: string;
  /**
   * Which environment this is.
   */
  environment: {
    /**
     * metadata.name of the definition.
     */
    name: string;
    /**
     * metadata.title of the definition.
     */
    title?: string;
  };
  /**
   * What keeps the environment, or a part of it, in its present phase.
   */
  current?: {
    /**
     * Where it comes from.
     */
    source: "toggle" | "override" | "window" | "transition";
    /**
     * Since when.
     */
    since?: string;
    /**
     * Who did it: the name of the token that was used.
     */
    by?: string;
    /**
     * Why it was done. Empty when nobody said.
     */
    reason?: string;
    /**
     * What people read in place of the definition's notice.
     */
    message?: string;
    /**
     * When it will probably be over. It is shown to people and ends nothing.
     */
    estimatedEnd?: string;
    /**
     * When it ends by itself.
     */
    until?: string;
    /**
     * The id of the window.
     */
    window?: string;
    /**
     * The entry of the definition that decides, as a JSON Pointer.
     */
    rule?: string;
    /**
     * true: it was switched by force.
     */
    forced?: boolean;
  };
  /**
   * The next window that has not begun.
   */
  next?: {
    /**
     * The id of the window.
     */
    window: string;
    /**
     * What is in force during the window.
     */
    kind: "maintenance" | "blackout";
    /**
     * The title of the window.
     */
    title?: string;
    /**
     * When it begins.
     */
    start: string;
    /**
     * When it is over.
     */
    end: string;
  };
  /**
   * What people are told now, with its placeholders filled in.
   */
  notice?: {
    /**
     * The heading above the message.
     */
    title?: string;
    /**
     * The message.
     */
    message: string;
    /**
     * Whom to ask.
     */
    contact?: string;
  };
  /**
   * How many agents of the inventory are in maintenance.
   */
  counts?: {
    /**
     * How many of them are in maintenance.
     */
    inMaintenance: number;
    /**
     * How many agents the inventory has.
     */
    agents: number;
  };
}

/**
 * What a product that has a maintenance mode of its own can enforce of a definition. What it cannot enforce is only a word to people there.
 */
export interface System {
  /**
   * The id by which settings and arguments name the system.
   */
  id: string;
  /**
   * The name of the product.
   */
  title: string;
  /**
   * Where this is known from.
   */
  source: string;
  /**
   * Whether it shows a message of ours to people.
   */
  notice: boolean;
  /**
   * Whether it refuses in our words.
   */
  answers: boolean;
  /**
   * The roles that it lets in while maintenance is on; they are its own and cannot be chosen. None: it does not tell roles apart.
   *
   * Items: A short name that never changes: lower-case letters, digits and single hyphens.
   */
  admits: string[];
  /**
   * Whether a role of our choice gets past what is blocked.
   */
  bypass: boolean;
  /**
   * What it stops while maintenance is on.
   */
  operations: {
    /**
     * What becomes of an operation that it does not stop by name.
     */
    unlisted: "allow" | "deny";
    /**
     * The operations that it can stop by name.
     *
     * Items: One operation (process.component.run), everything below a name (process.approval.*), or everything (*).
     */
    blocked: string[];
    /**
     * The operations that it refuses while maintenance is off.
     *
     * Items: One operation (process.component.run), everything below a name (process.approval.*), or everything (*).
     */
    onlyDuringMaintenance: string[];
    /**
     * The operations that it stops also when they began before. All others run to their end.
     *
     * Items: One operation (process.component.run), everything below a name (process.approval.*), or everything (*).
     */
    stopsInFlight: string[];
  };
  /**
   * The kinds of windows that it follows by itself.
   */
  windows: ("maintenance" | "blackout")[];
  /**
   * What else of a window it knows, beside its times.
   */
  windowParts: ("target" | "operations" | "letThrough" | "announce" | "cutoff")[];
  /**
   * Whether it knows clients, sites and agents, and not the environment as a whole only.
   */
  targets: boolean;
  /**
   * The effects of overrides that it can carry out.
   */
  overrides: ("exempt" | "maintenance" | "admit")[];
  /**
   * Whether it ends an override by itself.
   */
  expires: boolean;
  /**
   * What it waits for when it is switched by hand.
   */
  transitions: {
    /**
     * Whether it asks a second person.
     */
    approval: boolean;
    /**
     * Whether it tells what still runs.
     */
    drain: boolean;
    /**
     * The services that have to restart before the switch takes effect.
     *
     * Items: A short name that never changes: lower-case letters, digits and single hyphens.
     */
    restart: string[];
  };
}

/**
 * What is meant: the whole environment ({}), a client, a site of a client, or one agent of a site. What is meant includes everything below it.
 */
export interface Target {
  /**
   * The client, exactly as the inventory writes it.
   */
  client?: string;
  /**
   * A site of that client. It needs client.
   */
  site?: string;
  /**
   * One agent (machine, server, instance) of that site. It needs client and site.
   */
  agent?: string;
}

/**
 * A switch by hand at one target. It counts from since to until.
 */
export interface Toggle {
  /**
   * What was switched.
   */
  target: Target;
  /**
   * Which way it was switched.
   */
  mode: "on" | "off";
  /**
   * true: wins over everything that is not forced, also over overrides.
   */
  forced: boolean;
  /**
   * From when on it counts.
   */
  since: string;
  /**
   * When it ends by itself.
   */
  until?: string;
  /**
   * Why it was done. Empty when nobody said.
   */
  reason: string;
  /**
   * Who did it: the name of the token that was used.
   */
  by: string;
  /**
   * When it will probably be over. It is shown to people and ends nothing.
   */
  estimatedEnd?: string;
  /**
   * What people read in place of the definition's notice.
   */
  message?: string;
}

/**
 * Asks for one change. Exactly one action a request.
 */
export interface TransitionRequest {
  /**
   * What is done with maintenance mode.
   */
  action: Action;
  /**
   * What is to be switched. Without it: the whole environment.
   */
  target?: Target;
  /**
   * Why. Needed for every action but disable.
   */
  reason?: string;
  /**
   * When it ends by itself.
   */
  until?: string;
  /**
   * When it will probably be over. It is shown to people and ends nothing.
   */
  estimatedEnd?: string;
  /**
   * What people read in place of the definition's notice.
   */
  message?: string;
}

/**
 * What became of a change.
 */
export interface TransitionResult {
  /**
   * The status after the change.
   */
  status: Status;
  /**
   * The entry in the history.
   */
  entry: HistoryEntry;
  /**
   * false: everything was already so.
   */
  changed: boolean;
}

/**
 * How maintenance is entered and left by hand: who must approve, what is waited for, what is restarted. Windows wait for none of these.
 */
export interface Transitions {
  /**
   * When this is present, a second person must agree. The one who carries it out is never the one who asked. Force does not skip it.
   */
  approval?: {
    /**
     * The actions that need an approval, each including its forced form.
     */
    for: ("enable" | "disable")[];
    /**
     * The roles that may approve or reject.
     *
     * Items: A short name that never changes: lower-case letters, digits and single hyphens.
     */
    approvers: string[];
  };
  /**
   * When this is present, enabling first waits for what is running to end. New work is refused at once. Force skips it.
   */
  drain?: {
    /**
     * How long to wait for what is running, in hours and minutes.
     */
    timeout: string;
    /**
     * What happens when something still runs at the end of the wait.
     */
    then: "proceed" | "cancel";
  };
  /**
   * When this is present, a switch takes effect only when every service named here has restarted.
   */
  restart?: {
    /**
     * Ids of the services that must restart.
     *
     * Items: A short name that never changes: lower-case letters, digits and single hyphens.
     */
    services: string[];
  };
}

/**
 * A period, once or again and again, in which maintenance or a blackout is in force. Windows that overlap add up.
 */
export interface Window {
  /**
   * The id of this window. Decisions, the status bar and the history name it.
   */
  id: string;
  /**
   * What is in force during the window.
   */
  kind: "maintenance" | "blackout";
  /**
   * What people read in place of the id.
   */
  title?: string;
  /**
   * What the window is about. Without it: the whole environment.
   */
  target?: Target;
  /**
   * An IANA time zone name for this entry alone. Without it: the definition's timeZone.
   */
  timeZone?: string;
  /**
   * Single periods in local time. The list may stand alone or beside recurring or rrule.
   *
   * Items: From start to end in local time; the end is no longer part of it.
   */
  once?: LocalInterval[];
  /**
   * Periods that come back: how often, on which days, from when to when. An occurrence belongs to the day on which it begins.
   */
  recurring?: Recurring;
  /**
   * An iCalendar rule (RFC 5545) with start and duration beside it: FREQ from DAILY to YEARLY, INTERVAL, BYDAY, BYMONTHDAY, BYMONTH, BYSETPOS, COUNT or UNTIL.
   */
  rrule?: string;
  /**
   * From when on rrule counts, and the local time at which each occurrence begins. Belongs to rrule.
   */
  start?: string;
  /**
   * How long each occurrence of rrule lasts: hours and minutes, or days. Belongs to rrule.
   */
  duration?: string;
  /**
   * Names of schedules. An occurrence that begins inside one of them is dropped whole; any other is kept whole.
   *
   * Items: A short name that never changes: lower-case letters, digits and single hyphens.
   */
  exclude?: string[];
  /**
   * How long before its start people see the window coming: the phase is scheduled and the notice is shown.
   */
  announce?: string;
  /**
   * For this long before the start, nothing begins any more that the window would refuse.
   */
  cutoff?: string;
  /**
   * The roles that get in during a blackout. Without it: nobody.
   *
   * Items: A short name that never changes: lower-case letters, digits and single hyphens.
   */
  letThrough?: string[];
  /**
   * Limits the window to these operations; about any other it says nothing. Without it: all operations.
   *
   * Items: One operation (process.component.run), everything below a name (process.approval.*), or everything (*).
   */
  operations?: string[];
  /**
   * What someone is told when this window refuses an operation.
   */
  answer?: string;
}
