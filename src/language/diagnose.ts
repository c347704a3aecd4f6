/** The door for editors and terminals: from text to diagnostics, at exact ranges, in the order of the text. */
import { type Diagnostic, DiagnosticSeverity, DiagnosticTag } from "vscode-languageserver-types";
import { hasAdvice } from "../core/check/advise";
import { isFaultless } from "../core/check/check";
import { mostSevere } from "../core/check/limit";
import type { MaintenanceDefinition } from "../core/generated/types";
import { type ProblemCode, problemInfo } from "../core/problem";
import { levelOf, type Levels, type Shown, shownLevel } from "../core/severity";
import type { EnforcedBy } from "../core/systems";
import type { Elsewhere } from "./elsewhere";
import { readFast } from "./fast";
import { hasIgnores } from "./ignores";
import { LiveText } from "./live";
import type { LiveFinding } from "./live/slot";

export interface DiagnoseOptions {
  /** Where the text lies; only its name is looked at. Untitled texts have a URI, too. */
  uri: string;
  /** The instant at which what expires is judged. */
  nowMs: number;
  /** Whether every document is checked, whatever the file is called. */
  always?: boolean;
  /** Where a code is documented. */
  documentation?: (code: ProblemCode) => string | undefined;
  /** The systems that enforce definitions; without them everything is enforced. */
  enforcedBy?: EnforcedBy;
  /** Other files that define an environment, by its name. */
  elsewhere?: Elsewhere;
  /** How grave each problem is shown, where that is not as its code says. */
  levels?: Levels;
}

/** So many diagnostics are shown for one text; a last one counts the others. */
const maxShown = 500;

/** Everything that is wrong with a text, in the order of the text. Texts that are no definitions have no problems. */
export function diagnose(text: string, options: DiagnoseOptions): Diagnostic[] {
  return diagnoseNamed(text, options).diagnostics;
}

/** The same, with the names of the environments that the text defines. */
export function diagnoseNamed(
  text: string,
  options: DiagnoseOptions,
): { diagnostics: Diagnostic[]; environments: string[] } {
  const flawless = flawlessEnvironment(text, options);
  if (flawless !== undefined) return { diagnostics: [], environments: [flawless] };
  const live = new LiveText(text, options);
  return { diagnostics: diagnosticsOf(live, options), environments: live.environments };
}

/** The environment of a text that is one definition without any problem, as most are: that is seen before it is cut into parts. */
function flawlessEnvironment(
  text: string,
  { nowMs, enforcedBy, elsewhere }: DiagnoseOptions,
): string | undefined {
  const fast = readFast(text, 0, text.length);
  if (fast === undefined || fast.suspicious || hasIgnores(text)) return undefined;
  if (!isFaultless(fast.value, nowMs) || hasAdvice(fast.value, nowMs, enforcedBy)) return undefined;
  const { name } = (fast.value as MaintenanceDefinition).metadata;
  return elsewhere?.has(name) === true ? undefined : name;
}

/** Everything that is wrong with an open text now. */
export function diagnosticsOf(
  text: LiveText,
  {
    documentation,
    levels,
    isHasty,
  }: Pick<DiagnoseOptions, "documentation" | "levels"> & { isHasty?: boolean },
): Diagnostic[] {
  const { findings, more } = text.findings({ isHasty });
  const wanted = levels === undefined ? findings : findings.filter(({ code }) => isShown(code, levels));
  const list = [...mostSevere(wanted, maxShown, ({ code }) => problemInfo(code).severity)];
  const left = wanted.length - list.length + more;
  if (left > 0) {
    const message = `${left} more problems of this text are not listed. Mend those that are; the others follow.`;
    list.push({ slot: text.first, code: "more-problems", span: [0, 0], message });
  }
  return list.map((finding) => diagnosticOf(finding, text, { documentation, levels }));
}

function isShown(code: ProblemCode, levels: Levels): boolean {
  return levelOf(code, levels) !== "off";
}

/** What editors call them. */
export const severities: Record<Shown, DiagnosticSeverity> = {
  error: DiagnosticSeverity.Error,
  warning: DiagnosticSeverity.Warning,
  info: DiagnosticSeverity.Information,
  hint: DiagnosticSeverity.Hint,
};

/** Problems of something that could be removed without any change; editors show it faded. */
const tags: Partial<Record<ProblemCode, DiagnosticTag[]>> = {
  "expired-override": [DiagnosticTag.Unnecessary],
  "past-window": [DiagnosticTag.Unnecessary],
  "useless-override": [DiagnosticTag.Unnecessary],
  "undone-block": [DiagnosticTag.Unnecessary],
  "useless-role": [DiagnosticTag.Unnecessary],
  "unused-ignore": [DiagnosticTag.Unnecessary],
};

function diagnosticOf(
  { slot, span, code, message, related, suggestion }: LiveFinding,
  text: LiveText,
  { documentation, levels }: Pick<DiagnoseOptions, "documentation" | "levels">,
): Diagnostic {
  const href = documentation?.(code);
  return {
    range: text.rangeOf(slot, span),
    severity: severities[shownLevel(code, levels)],
    code,
    source: "maintenance-mode",
    message,
    ...(href !== undefined && { codeDescription: { href } }),
    ...(tags[code] !== undefined && { tags: tags[code] }),
    ...(related !== undefined && {
      relatedInformation: related.map((one) => ({
        location: { uri: text.uri, range: text.relatedRange(one) },
        message: one.message,
      })),
    }),
    ...(suggestion !== undefined && { data: { suggestion } }),
  };
}
