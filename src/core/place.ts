/**
 * A target of which something is said, with what lies around it: what each of these levels says at an instant,
 * remembered until something in it changes. Everything that holds for a place holds for all that is inside and has no say.
 */
import type { Branch } from "./branch";
import type { Target, Toggle } from "./generated/types";
import { type ActiveWindow, type Level, byRank, counts, prevailing, speaksOf } from "./maintenance";
import { type CompiledWindow, type Policy, type Sayings, horizonMs } from "./policy";
import { type Span, Spans } from "./spans";
import { depth, sameTarget, targetKey } from "./target";
import { type Toggles, Settling } from "./toggle";
import { parseInstant } from "./zone";

export type Kind = CompiledWindow["kind"];

/** What one level says at an instant. */
export interface PlaceLevel extends Level {
  place: Place;
  blackouts: readonly ActiveWindow[];
  /** Occurrences that are so near that their cutoff interval has begun. */
  cutoffs: readonly ActiveWindow[];
  /** When the next occurrence begins, of windows that are about every operation. */
  nextMs: Readonly<Record<Kind, number>>;
}

/** What the definition alone says on a level. */
type Said = Span & Omit<PlaceLevel, "toggle" | "place">;

/** The toggles from the end of one of them to the end of the next. */
type Settled = Span & { toggles: readonly Toggle[] };

export class Place {
  /** Keys of the target and of what lies around it, nearest first. */
  readonly keys: readonly string[];
  /** Windows of this level that are limited to operations. */
  readonly limited: readonly CompiledWindow[];
  /** Windows of this level that have a cutoff. */
  readonly cutting: readonly CompiledWindow[];
  /** All windows of this level. */
  readonly windows: readonly CompiledWindow[];
  readonly depth: number;
  /** The roles that some blackout of one of the levels lets through. */
  readonly letThrough: ReadonlySet<string>;
  /** This place and those around it, nearest first. */
  readonly #levels: readonly Place[];
  readonly #below = new Map<string, Place>();
  readonly #said = new Spans<Said>();
  /** Stretches without a gap that were long to find, by what was asked. */
  readonly unbroken = new Map<string, Span>();
  readonly #known = new Spans<Span & { levels: readonly PlaceLevel[] }>();
  readonly #settling: Settling;
  #narrowed: Policy | undefined;
  /** In order; it grows as far as anybody looks. */
  readonly #settled: Settled[];

  /** The environment of a policy; with an outer place and the name of something in it, that. */
  constructor(
    private readonly policy: Policy,
    private readonly target: Target,
    private readonly definition: Branch<Sayings> | undefined,
    private readonly state: Branch<Toggles> | undefined,
    around?: Place,
  ) {
    const outer = around === undefined ? [] : around.#levels;
    this.#levels = [this, ...outer];
    this.keys = this.#levels.map((place) => targetKey(place.target));
    this.depth = depth(target);
    const { windows = [] } = definition?.own ?? {};
    this.windows = windows;
    const lets = windows.flatMap(({ letThrough }) => letThrough);
    this.letThrough = new Set([...lets, ...(around?.letThrough ?? [])]);
    this.limited = windows.filter(({ operations }) => operations !== undefined);
    this.cutting = windows.filter(({ cutoffMs }) => cutoffMs > 0);
    this.#settling = new Settling(merged(this.#levels.map((place) => place.state?.own)));
    this.#settled = [this.#settledFrom(-Infinity)];
  }

  /** The place that decides for a target: itself, or the nearest around it of which anything is said. */
  nearest({ client, site, agent }: Target): Place {
    if (client === undefined) return this;
    const inClient = this.#inside({ client }, client);
    if (inClient === undefined) return this;
    if (site === undefined) return inClient;
    const inSite = inClient.#inside({ client, site }, site);
    if (inSite === undefined) return inClient;
    if (agent === undefined) return inSite;
    return inSite.#inside({ client, site, agent }, agent) ?? inSite;
  }

  #inside(target: Target, name: string): Place | undefined {
    const known = this.#below.get(name);
    if (known !== undefined) return known;
    const definition = this.definition?.below(name);
    const state = this.state?.below(name);
    if (definition === undefined && state === undefined) return undefined;
    const place = new Place(this.policy, target, definition, state, this);
    this.#below.set(name, place);
    return place;
  }

  /** What the levels say at an instant, nearest first. */
  levelsAt(ms: number): readonly PlaceLevel[] {
    const known = this.#known.at(ms);
    if (known !== undefined) return known.levels;
    const levels = this.levelsSeenFrom(ms, ms);
    const said = this.#levels.map((place) => place.#saidAt(ms).toMs);
    const toMs = Math.min(this.togglesUntil(ms, ms), ...said);
    return this.#known.keep({ fromMs: ms, toMs, levels }).levels;
  }

  /** The same with the toggles that are in effect at another instant, each counting from its beginning. */
  levelsSeenFrom(nowMs: number, ms: number): readonly PlaceLevel[] {
    const { toggles } = this.#settledAt(nowMs);
    return this.#levels.map((place) => {
      const { override, windows, blackouts, cutoffs, nextMs } = place.#saidAt(ms);
      const toggle = toggles.find((one) => sameTarget(one.target, place.target) && counts(one, ms));
      return { place, toggle, override, windows, blackouts, cutoffs, nextMs };
    });
  }

  /** Until when the toggles that are in effect at one instant stay as they are at another. */
  togglesUntil(nowMs: number, ms: number): number {
    const { toggles, toMs } = this.#settledAt(nowMs);
    const begin = toggles
      .map(({ since }) => parseInstant(since) ?? -Infinity)
      .filter((sinceMs) => sinceMs > ms);
    return Math.min(toMs, ...begin);
  }

  /** The toggles that are in effect, and those that will be before one of them ends; the same list for as long. */
  togglesAt(ms: number): readonly Toggle[] {
    return this.#settledAt(ms).toggles;
  }

  #settledAt(ms: number): Settled {
    let last = this.#settled.at(-1) ?? this.#settledFrom(-Infinity);
    while (last.toMs <= ms) {
      // Ends in order, and each on its own, come to the same as all at once.
      this.#settling.settle((this.#narrowed ??= this.#narrow()), last.toMs);
      last = this.#settledFrom(last.toMs);
      this.#settled.push(last);
    }
    return this.#settled.findLast(({ fromMs }) => fromMs <= ms) ?? last;
  }

  #settledFrom(fromMs: number): Settled {
    return { fromMs, toMs: this.#settling.nextMs(), toggles: this.#settling.around(this.target) };
  }

  /** The part of the policy that can matter here. */
  #narrow(): Policy {
    const said = this.#levels.flatMap((place) => place.definition?.own ?? []);
    return {
      ...this.policy,
      windows: said.flatMap(({ windows }) => windows),
      overrides: said.flatMap(({ overrides }) => overrides),
    };
  }

  #saidAt(ms: number): Said {
    const known = this.#said.at(ms);
    if (known !== undefined) return known;
    const { windows } = this;
    const { overrides = [] } = this.definition?.own ?? {};
    const active: Record<Kind, ActiveWindow[]> = { maintenance: [], blackout: [] };
    const cutoffs: ActiveWindow[] = [];
    const nextMs: Record<Kind, number> = { maintenance: Infinity, blackout: Infinity };
    let toMs = ms + horizonMs;
    for (const window of windows) {
      const { kind, operations, calendar } = window;
      const occurrence = calendar.activeAt(ms);
      if (occurrence !== undefined) active[kind].push({ window, occurrence });
      const next = nextStartMs(window, ms);
      if (operations === undefined) nextMs[kind] = Math.min(nextMs[kind], next);
      toMs = Math.min(toMs, occurrence?.endMs ?? Infinity, next);
    }
    for (const window of this.cutting) {
      cutoffs.push(...soon(window, ms));
      toMs = Math.min(toMs, nextStartMs(window, ms + window.cutoffMs) - window.cutoffMs);
    }
    for (const { expiresMs } of overrides) if (expiresMs > ms) toMs = Math.min(toMs, expiresMs);
    return this.#said.keep({
      fromMs: ms,
      toMs,
      override: overrides.reduce<PlaceLevel["override"]>((held, one) => prevailing(held, one, ms), undefined),
      windows: active.maintenance.sort(byRank),
      blackouts: active.blackout.sort(byRank),
      cutoffs,
      nextMs,
    });
  }
}

/** When the next occurrence of a kind begins on a level, of windows that are about the operation. */
export function nextMsOn({ place, nextMs }: PlaceLevel, kind: Kind, operation: string, ms: number): number {
  let soonest = nextMs[kind];
  for (const window of place.limited)
    if (window.kind === kind && speaksOf(window, operation))
      soonest = Math.min(soonest, nextStartMs(window, ms));
  return soonest;
}

/** When the next occurrence of a window begins. */
export function nextStartMs({ calendar }: CompiledWindow, ms: number): number {
  // Twice as far as anybody looks: what is found is remembered, and asked for again from later instants.
  return calendar.nextAfter(ms, ms + 2 * horizonMs)?.startMs ?? Infinity;
}

/** The occurrences whose cutoff interval holds the instant. */
function soon(window: CompiledWindow, ms: number): ActiveWindow[] {
  const { calendar, cutoffMs } = window;
  const found: ActiveWindow[] = [];
  let occurrence = calendar.nextAfter(ms, ms + cutoffMs);
  while (occurrence !== undefined) {
    found.push({ window, occurrence });
    occurrence = calendar.nextAfter(occurrence.startMs, ms + cutoffMs);
  }
  return found;
}

function merged(states: readonly (Toggles | undefined)[]): Toggles {
  const own = states.filter((one) => one !== undefined);
  return { toggles: own.flatMap(({ toggles }) => toggles), saved: own.flatMap(({ saved }) => saved) };
}
