/** What a rule of advice gets to see: the definition, and where something is wrong with it already. */
import { type Calendar, compileCalendar } from "../../calendar";
import type { Schedule, Window } from "../../generated/types";
import type { EnforcedBy } from "../../systems";
import { type Place, steps } from "../place";
import { Openings } from "./openings";

/** The sections that rules of advice read. */
const sections: readonly string[] = [
  ...["apiVersion", "kind", "metadata", "timeZone", "notice", "roles", "operations", "schedules"],
  ...["windows", "agents", "overrides", "transitions", "services"],
];

export class Advised {
  readonly #faulty = new Set<string>();
  /** Sections in which something is wrong somewhere. */
  readonly #torn = new Set<string>();
  #isUnclear = false;
  readonly #sound = new Map<string, readonly Place[]>();
  readonly #openings = new Map<Place, Openings>();
  #schedules: ReadonlyMap<string, Calendar> | undefined;

  constructor(
    readonly root: Place,
    readonly nowMs: number,
    /** Paths at which something is wrong, or nothing could be read. */
    faulty: Iterable<string>,
    /** The systems that enforce definitions; without them everything is enforced. */
    readonly enforcedBy?: EnforcedBy,
  ) {
    for (const path of faulty) {
      this.#faulty.add(entryOf(path));
      const [section = ""] = steps(path);
      // What stands at the top and is not known could be any section.
      if (sections.includes(section)) this.#torn.add(section);
      else this.#isUnclear = true;
    }
  }

  /** The entries of a list in which nothing is wrong. */
  sound(section: string): readonly Place[] {
    const { items } = this.root.get(section);
    if (this.#faulty.size === 0) return items;
    let sound = this.#sound.get(section);
    if (sound === undefined) {
      const isAllWrong = this.#faulty.has(`/${section}`);
      sound = isAllWrong ? [] : items.filter((_, index) => !this.#faulty.has(`/${section}/${index}`));
      this.#sound.set(section, sound);
    }
    return sound;
  }

  /** Whether nothing is wrong in the entry or section that the path lies in. */
  isSound(path: string): boolean {
    const entry = entryOf(path);
    return !this.#faulty.has(entry) && !this.#faulty.has(entry.slice(0, entry.lastIndexOf("/")));
  }

  /** Whether the sections hold what they show and nothing else, so that one may say that something is not there. */
  isWhole(...names: readonly string[]): boolean {
    return !this.#isUnclear && !names.some((name) => this.#torn.has(name));
  }

  /** The name of the time zone that a window is written in. */
  zoneOf(window: Place): string | undefined {
    return window.textOf("timeZone") ?? this.root.textOf("timeZone");
  }

  /** When a sound window is open. */
  openingsOf(window: Place): Openings {
    let openings = this.#openings.get(window);
    if (openings === undefined) {
      const names = window.itemsOf("exclude").map(({ text }) => text ?? "");
      const excluded = names.flatMap((name) => this.schedules().get(name) ?? []);
      const source = { ...(window.value as Window), exclude: undefined };
      openings = new Openings(compileCalendar(source, this.zoneOf(window), new Map()), excluded);
      this.#openings.set(window, openings);
    }
    return openings;
  }

  /** The calendars that windows exclude, those that can be read. */
  schedules(): ReadonlyMap<string, Calendar> {
    this.#schedules ??= new Map(
      this.root
        .get("schedules")
        .entries.filter(([, { path }]) => this.isSound(path))
        .map(([name, { value }]) => [
          name,
          compileCalendar(value as Schedule, this.root.textOf("timeZone"), new Map()),
        ]),
    );
    return this.#schedules;
  }
}

/** The section, or the entry of a section, that a path lies in. */
function entryOf(path: string): string {
  return path.split("/", 3).join("/");
}
