/** What is offered at the cursor: keys, single values, and whole entries. */
import { CompletionItemKind } from "vscode-languageserver-types";
import type { SchemaNode } from "../../core/generated/schema";
import { describe } from "../describe";
import { yamlBlock } from "../markdown";
import type { Context } from "./context";
import { draftAt, fromTemplate, namesUnknown, schemaAt, templatesOf } from "./drafts";
import { fits, newKeys, otherKeys } from "./keys";
import { type Cursor, type List, type Mapping, type Path, type Slot, valueOf } from "./outline";
import { scalarOptions } from "./scalars";
import { Blank, type Draft, Writer, isMapping, valueOfDraft } from "./write";

export interface Offer {
  label: string;
  kind: CompletionItemKind;
  draft: Draft;
  /** The key alone, where its colon stands already. */
  key?: string;
  filter?: string;
  detail?: string;
  /** Markdown. */
  documentation?: string;
}

/** Everything that may stand at the cursor, the likeliest first. */
export function offersAt(cursor: Cursor, root: Slot, rest: string, context: Context): Offer[] {
  const at = new Offering(root, cursor.spot.typed.trim(), rest, context);
  if (cursor.kind === "value") return at.values(cursor.slot);
  if (cursor.kind === "item") return at.items(cursor.list, cursor.spot.before.endsWith("- "));
  return at.entries(cursor.mapping, cursor.hasColon, cursor.spot.start);
}

class Offering {
  constructor(
    private readonly root: Slot,
    private readonly typed: string,
    private readonly rest: string,
    private readonly context: Context,
  ) {}

  /** What follows a colon. */
  values(slot: Slot): Offer[] {
    const node = schemaAt(slot.path);
    if (node === undefined) return [];
    return this.#whole(node, slot.path, siblingsOf(slot), idsBeside(slot));
  }

  /** A new item of a list; in lines it may begin with a key of its own. */
  items(list: List, isLine: boolean): Offer[] {
    const path = [...list.slot.path, String(list.items.length)];
    const node = schemaAt(path);
    if (node === undefined) return [];
    const whole = this.#whole(node, path, siblingsOf(list.slot), list.items.map(valueOf));
    return isLine ? [...whole, ...this.#keys(node, path, {})] : whole;
  }

  /** Keys of a mapping; where nothing stands yet, anything that its place can hold. */
  entries(mapping: Mapping, hasColon: boolean, start: number): Offer[] {
    const { path, holder } = mapping.slot;
    const node = schemaAt(path);
    if (node === undefined) return [];
    const renamed = hasColon
      ? mapping.entries.find(({ key: { span } }) => span[0] <= start && start <= span[1])
      : undefined;
    const others = mapping.entries.filter((entry) => entry !== renamed);
    const own = Object.fromEntries(others.map(({ key, slot }) => [key.text, valueOf(slot)]));
    if (renamed !== undefined)
      return this.#otherKeys(node, path, own, { name: renamed.key.text, value: valueOf(renamed.slot) });
    const keys = this.#keys(node, path, own);
    if (others.length > 0 || path.length === 0) return keys;
    const taken =
      holder?.kind === "list" ? holder.items.filter((item) => item !== mapping.slot).map(valueOf) : [];
    const whole = this.#whole(node, path, siblingsOf(mapping.slot), taken);
    return [...(mapping.isFlow ? whole.filter(({ draft }) => isMapping(draft)) : whole), ...keys];
  }

  #keys(node: SchemaNode, path: Path, own: Readonly<Record<string, unknown>>): Offer[] {
    const known = newKeys(this.root, path, node, own, this.context).map(
      ({ name, node: inner, entries, isNeeded }): Offer => ({
        ...keyOffer(name, inner),
        draft: entries,
        ...(isNeeded && { detail: "needed" }),
      }),
    );
    if (path.length !== 1 || path[0] !== "schedules") return known;
    const draft = draftAt(path, {}, this.context);
    const one = { label: "schedule", kind: CompletionItemKind.Snippet, draft, documentation: preview(draft) };
    return [...this.#usedSchedules(own), one];
  }

  /** What a key with a value may be called. */
  #otherKeys(
    node: SchemaNode,
    path: Path,
    own: Readonly<Record<string, unknown>>,
    renamed: { name: string; value: unknown },
  ): Offer[] {
    const known = otherKeys(this.root, path, node, own, renamed, this.context).map(([name, inner]) =>
      keyOffer(name, inner),
    );
    const used = path.length === 1 && path[0] === "schedules" ? this.#usedSchedules(own) : [];
    return [...known, ...used].map((offer) => ({ ...offer, key: offer.label }));
  }

  /** Schedules that windows name and nothing declares. */
  #usedSchedules(own: Readonly<Record<string, unknown>>): Offer[] {
    const names = this.context.names("schedule").map(({ name }) => name);
    return [...new Set(names)]
      .filter((name) => !Object.hasOwn(own, name))
      .map((name): Offer => {
        const draft = { [name]: draftAt(["schedules", name], {}, this.context) };
        return { label: name, kind: CompletionItemKind.Reference, draft, detail: "used by a window" };
      });
  }

  /** Whole values: scalars, entries from templates, lists with a first item. */
  #whole(
    node: SchemaNode,
    path: Path,
    siblings: Readonly<Record<string, unknown>>,
    taken: readonly unknown[],
  ): Offer[] {
    const { context, typed, rest } = this;
    const types = [node.type].flat();
    if (types.includes("array") && node.items !== undefined) {
      const items = this.#whole(node.items, [...path, "0"], siblings, []);
      return items.map((item) => ({ ...item, draft: [item.draft] }));
    }
    const wanted = { path, node, siblings, taken, typed, rest, context };
    const scalars = scalarOptions(wanted).map(({ value, label, filter, detail, kind }): Offer => ({
      label: label ?? String(value instanceof Blank ? value.first : value),
      kind,
      draft: value,
      filter,
      detail,
    }));
    return types.includes("object") ? [...scalars, ...this.#templates(node, path, siblings)] : scalars;
  }

  #templates(node: SchemaNode, path: Path, siblings: Readonly<Record<string, unknown>>): Offer[] {
    const { context, root } = this;
    const all = templatesOf(node, path).filter(
      ({ needs }) => needs === undefined || context.declared(needs).size > 0,
    );
    const drafts = all.map((template) => ({
      label: template.label,
      draft: fromTemplate(template, path, context),
    }));
    if (drafts.length === 0 && [node.type].flat()[0] === "object")
      drafts.push({ label: (node.title ?? "").toLowerCase(), draft: draftAt(path, siblings, context) });
    return drafts
      .filter(({ draft }) => fits(root, path, valueOfDraft(draft)) && !namesUnknown(draft, path, context))
      .map((one) => ({ ...one, kind: CompletionItemKind.Snippet, documentation: preview(one.draft) }));
  }
}

function keyOffer(name: string, node: SchemaNode): Offer {
  return { label: name, kind: CompletionItemKind.Property, draft: {}, documentation: describe(node) };
}

/** The entries of the list around a slot, where the slot is the id of one of them. */
function idsBeside({ path, holder }: Slot): unknown[] {
  const list = holder?.slot.holder;
  if (path.at(-1) !== "id" || list?.kind !== "list") return [];
  return list.items.filter((item) => item !== holder?.slot).map(valueOf);
}

/** What the innermost mapping around a slot holds beside it. */
function siblingsOf({ holder, path }: Slot): Record<string, unknown> {
  if (holder === undefined) return {};
  if (holder.kind === "list") return siblingsOf(holder.slot);
  const others = holder.entries.filter(({ slot }) => slot.path !== path);
  return Object.fromEntries(others.map(({ key, slot }) => [key.text, valueOf(slot)]));
}

const plainStyle = { isSnippet: false, isFlow: false, isJson: false, steps: { mapping: 2, list: 2 } };

/** What will be inserted, to look at before. */
function preview(draft: Draft): string {
  return yamlBlock(new Writer(plainStyle).inline(draft, 0, false));
}
