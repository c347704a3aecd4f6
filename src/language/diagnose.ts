/** The door for editors and terminals: from text to diagnostics, at exact ranges, in the order of the text. */
import { type Diagnostic, DiagnosticSeverity, DiagnosticTag } from "vscode-languageserver-types";
import { type ProblemCode, problemCodes, type Severity } from "../core/problem";
import { isDefinitionName } from "./definition";
import type { Finding } from "./finding";
import { inspect } from "./inspect";
import { Lines } from "./position";

export interface DiagnoseOptions {
  /** Where the text lies; only its name is looked at. Untitled texts have a URI, too. */
  uri: string;
  /** The instant at which what expires is judged. */
  nowMs: number;
  /** Whether every document is checked, whatever the file is called. */
  always?: boolean;
  /** Where a code is documented. */
  documentation?: (code: ProblemCode) => string | undefined;
}

/** So many diagnostics are shown for one text; a last one counts the others. */
const maxShown = 500;

/** Everything that is wrong with a text, in the order of the text. Texts that are no definitions have no problems. */
export function diagnose(text: string, options: DiagnoseOptions): Diagnostic[] {
  const steps = diagnoseInSteps(text, options);
  let step = steps.next();
  while (step.done !== true) step = steps.next();
  return step.value;
}

/** The same with a pause after every document, for a caller that has other things to do or may lose interest. */
export function* diagnoseInSteps(text: string, options: DiagnoseOptions): Generator<void, Diagnostic[]> {
  const findings: Finding[] = [];
  for (const document of inspect(text, {
    ...options,
    isNamed: options.always === true || isDefinitionName(options.uri),
  })) {
    findings.push(...document.findings);
    yield;
  }
  return shown(findings, text, options);
}

function shown(findings: Finding[], text: string, options: DiagnoseOptions): Diagnostic[] {
  if (findings.length === 0) return [];
  const lines = new Lines(text);
  const unique = new Map(
    findings.map((finding) => [`${finding.code} ${finding.span.join()} ${finding.message}`, finding]),
  );
  const sorted = [...unique.values()].sort((a, b) => a.span[0] - b.span[0] || a.span[1] - b.span[1]);
  const list = sorted.slice(0, maxShown);
  const left = sorted.length - list.length;
  if (left > 0) {
    const message = `${left} more problems of this text are not listed. Mend those that are; the others follow.`;
    list.push({ code: "more-problems", span: [0, 0], message });
  }
  return list.map((finding) => diagnosticOf(finding, lines, options));
}

const severities: Record<Severity, DiagnosticSeverity> = {
  error: DiagnosticSeverity.Error,
  warning: DiagnosticSeverity.Warning,
  info: DiagnosticSeverity.Information,
};

/** Problems of something that could be removed without any change; editors show it faded. */
const tags: Partial<Record<ProblemCode, DiagnosticTag[]>> = {
  "expired-override": [DiagnosticTag.Unnecessary],
};

function diagnosticOf(finding: Finding, lines: Lines, { uri, documentation }: DiagnoseOptions): Diagnostic {
  const { code, message, related, suggestion } = finding;
  const href = documentation?.(code);
  return {
    range: lines.firstLine(finding.span),
    severity: severities[problemCodes[code].severity],
    code,
    source: "maintenance-mode",
    message,
    ...(href !== undefined && { codeDescription: { href } }),
    ...(tags[code] !== undefined && { tags: tags[code] }),
    ...(related !== undefined && {
      relatedInformation: related.map((one) => ({
        location: { uri, range: lines.firstLine(one.span) },
        message: one.message,
      })),
    }),
    ...(suggestion !== undefined && { data: { suggestion } }),
  };
}
