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
import { type Toggles, settle } from "./toggle";
import { parseInstant } from "./zone";

/** What an interval of a window does to a request. */
export type Sort = "maintenance" | "blackout" | "cutoff";

/** What one level says at an instant. */
export interface PlaceLevel extends Level {
  place: Place;
  blackouts: readonly ActiveWindow[];
  /** Occurrences that are so near that their cutoff interval has begun. */
  cutoffs: readonly ActiveWindow[];
  /** When the next interval begins, of windows that are about every operation. */
  nextMs: Readonly<Record<Sort, number>>;
}

/** What the definition alone says on a level. */
type Said = Span & Omit<PlaceLevel, "toggle" | "place">;

/** The toggles from the end of one of them to the end of the next. */
type Settled = Span & Toggles;

export class Place {
  /** Keys of the target and of what lies around it, nearest first. */
  readonly keys: readonly string[];
  /** Windows of this level that are limited to operations. */
  readonly limited: readonly CompiledWindow[];
  readonly depth: number;
  /** The roles that some blackout of one of the levels lets through. */
  readonly letThrough: ReadonlySet<string>;
  /** This place and those around it, nearest first. */
  readonly #levels: readonly Place[];
  readonly #below = new Map<string, Place>();
  readonly #said = new Spans<Said>();
  readonly #known = new Spans<Span & { levels: readonly PlaceLevel[] }>();
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
    this.letThrough = new Set([
      ...(around?.letThrough ?? []),
      ...(definition?.own.windows ?? []).flatMap((window) => window.letThrough),
    ]);
    this.limited = (definition?.own.windows ?? []).filter(({ operations }) => operations !== undefined);
    this.#settled = [settled(merged(this.#levels.map((place) => place.state?.own)), -Infinity)];
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
    return this.#levels.map((place) => ({
      ...place.#saidAt(ms),
      place,
      toggle: toggles.find((one) => sameTarget(one.target, place.target) && counts(one, ms)),
    }));
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
    let last = this.#settled[this.#settled.length - 1] ?? settled(merged([]), -Infinity);
    while (last.toMs <= ms) {
      // Ends in order, and each on its own, come to the same as all at once.
      last = settled(settle(this.#narrowed(), last, last.toMs), last.toMs);
      this.#settled.push(last);
    }
    return this.#settled.findLast(({ fromMs }) => fromMs <= ms) ?? last;
  }

  /** The part of the policy that can matter here. */
  #narrowed(): Policy {
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
    const { windows = [], overrides = [] } = this.definition?.own ?? {};
    const active: Record<Sort, ActiveWindow[]> = { maintenance: [], blackout: [], cutoff: [] };
    const nextMs: Record<Sort, number> = { maintenance: Infinity, blackout: Infinity, cutoff: Infinity };
    let toMs = ms + horizonMs;
    for (const window of windows) {
      for (const sort of sortsOf(window)) {
        for (const one of activeAt(window, sort, ms)) {
          active[sort].push(one);
          const { startMs, endMs } = one.occurrence;
          toMs = Math.min(toMs, sort === "cutoff" ? startMs : endMs);
        }
        const next = nextBeginMs(window, sort, ms);
        toMs = Math.min(toMs, next);
        if (window.operations === undefined) nextMs[sort] = Math.min(nextMs[sort], next);
      }
    }
    for (const { expiresMs } of overrides) if (expiresMs > ms) toMs = Math.min(toMs, expiresMs);
    return this.#said.keep({
      fromMs: ms,
      toMs,
      override: overrides.reduce<PlaceLevel["override"]>((held, one) => prevailing(held, one, ms), undefined),
      windows: active.maintenance.sort(byRank),
      blackouts: active.blackout.sort(byRank),
      cutoffs: active.cutoff,
      nextMs,
    });
  }
}

/** When the next interval of a sort begins on a level, of windows that are about the operation. */
export function nextMsOn({ place, nextMs }: PlaceLevel, sort: Sort, operation: string, ms: number): number {
  let soonest = nextMs[sort];
  for (const window of place.limited) {
    if (!sortsOf(window).includes(sort) || !speaksOf(window, operation)) continue;
    soonest = Math.min(soonest, nextBeginMs(window, sort, ms));
  }
  return soonest;
}

function sortsOf({ kind, cutoffMs }: CompiledWindow): Sort[] {
  return cutoffMs > 0 ? [kind, "cutoff"] : [kind];
}

/** The occurrences of a window whose interval of a sort holds the instant; of those that are open the one to name. */
function activeAt(window: CompiledWindow, sort: Sort, ms: number): ActiveWindow[] {
  const { calendar, cutoffMs } = window;
  if (sort !== "cutoff") {
    const occurrence = calendar.activeAt(ms);
    return occurrence === undefined ? [] : [{ window, occurrence }];
  }
  const soon: ActiveWindow[] = [];
  const limitMs = ms + cutoffMs;
  for (
    let occurrence = calendar.nextAfter(ms, limitMs);
    occurrence !== undefined;
    occurrence = calendar.nextAfter(occurrence.startMs, limitMs)
  )
    soon.push({ window, occurrence });
  return soon;
}

function nextBeginMs({ calendar, cutoffMs }: CompiledWindow, sort: Sort, ms: number): number {
  const earlierMs = sort === "cutoff" ? cutoffMs : 0;
  // Twice as far as anybody looks: what is found here is remembered, and asked for again from later instants.
  const next = calendar.nextAfter(ms + earlierMs, ms + earlierMs + 2 * horizonMs);
  return next === undefined ? Infinity : next.startMs - earlierMs;
}

function settled(toggles: Toggles, fromMs: number): Settled {
  const ends = toggles.toggles.map(({ until }) => (until === undefined ? undefined : parseInstant(until)));
  return { ...toggles, fromMs, toMs: Math.min(...ends.map((ms) => ms ?? Infinity)) };
}

function merged(states: readonly (Toggles | undefined)[]): Toggles {
  const own = states.filter((one) => one !== undefined);
  return { toggles: own.flatMap(({ toggles }) => toggles), saved: own.flatMap(({ saved }) => saved) };
}
