/** Notes beside windows and overrides, as inlay hints or code lenses, and the time at which they must be asked for anew. */
import type { ClientCapabilities, CodeLens, Connection, ServerCapabilities } from "vscode-languageserver";
import { codeLenses, inlayHints, noteFor } from "../language/annotate";
import { annotated, type Annotated } from "../language/annotate/note";
import type { LiveText } from "../language/live";
import type { AnnotationForm, AnnotationSettings } from "./protocol";
import { Refresher } from "./refresher";

export const annotationCapabilities: ServerCapabilities = {
  inlayHintProvider: true,
  codeLensProvider: { resolveProvider: true },
};

export interface AnnotationPorts {
  now: () => number;
  /** The open text, if it is open and ours. */
  text: (uri: string) => LiveText | undefined;
  settings: () => Promise<AnnotationSettings>;
  client: () => ClientCapabilities;
  /** Runs something after a while; the answer cancels it. */
  after: (delayMs: number, run: () => void) => () => void;
}

/** Answers for the notes; the answer has the client ask for all of them anew, or ends that. */
export function answerAnnotations(
  connection: Connection,
  { now, text, settings, client, after }: AnnotationPorts,
): Pick<Refresher, "refresh" | "stop"> {
  const refresher = new Refresher({
    now,
    after,
    refresh() {
      const { workspace } = client();
      // What a client answers to this, and whether it is still there to do so, is its own affair.
      if (workspace?.inlayHint?.refreshSupport === true)
        connection.languages.inlayHint.refresh().catch(() => undefined);
      if (workspace?.codeLens?.refreshSupport === true)
        connection.sendRequest("workspace/codeLens/refresh").catch(() => undefined);
    },
  });
  const wanted = async (form: AnnotationForm): Promise<Annotated[]> => {
    const chosen = await settings();
    return annotated.filter((one) => chosen[one] === form);
  };

  connection.languages.inlayHint.on(async ({ textDocument: { uri }, range }) => {
    const of = await wanted("inlayHint");
    const view = text(uri);
    if (view === undefined) return null;
    const { hints, changesMs } = inlayHints(view, range, { nowMs: now(), of });
    refresher.shown(changesMs);
    return hints;
  });
  connection.onCodeLens(async ({ textDocument: { uri } }) => {
    const of = await wanted("codeLens");
    const view = text(uri);
    return view === undefined ? null : codeLenses(view, of);
  });
  connection.onCodeLensResolve(async (lens: CodeLens) => {
    const of = await wanted("codeLens");
    const view = text(uriOf(lens.data));
    const note = view && noteFor(view, lens.range.start, { nowMs: now(), of });
    refresher.shown(note?.changesMs ?? Infinity);
    return { ...lens, command: { title: note?.text ?? "", command: "" } };
  });
  return refresher;
}

function uriOf(data: unknown): string {
  const uri = typeof data === "object" && data !== null && "uri" in data ? data.uri : undefined;
  return typeof uri === "string" ? uri : "";
}
