/** Our own check in a process of its own: of a whole text, as the command line does it, and after a keystroke. */
import { diagnose, diagnosticsOf } from "../../../../language/diagnose";
import { LiveText } from "../../../../language/live";
import { answer } from "./protocol";

const uri = "file:///bench.maintenance.yaml";

answer({
  whole: (text) => () => diagnose(text, { uri, nowMs: Date.now() }).length,
  keystroke(text, letter) {
    const live = new LiveText(text, { uri, nowMs: Date.now() });
    const { line, character, char } = letter;
    const range = { start: { line, character }, end: { line, character: character + 1 } };
    let isThere = true;
    return () => {
      live.edit(
        isThere ? { range, text: "" } : { range: { start: range.start, end: range.start }, text: char },
      );
      isThere = !isThere;
      // As the language server does; its advice about a large text follows once the keyboard rests.
      return diagnosticsOf(live, { isHasty: true }).length;
    };
  },
});
