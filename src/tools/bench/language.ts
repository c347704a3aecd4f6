/** The language of definitions beside yaml-language-server: whole texts, keystrokes, an editor's questions, many files. */
import { buildAll } from "../build";
import type { Area } from "./area";
import { editing } from "./language/editing";
import { manyFiles } from "./language/files";
import { besideYls, keystrokes } from "./language/validation";

export const language: Area = {
  name: "language",
  async measure() {
    // What ships is measured, as it is now.
    await buildAll();
    const alone = [...(await keystrokes()), ...(await manyFiles())];
    const { rows, notes } = await editing();
    return { rows: [...(await besideYls()), ...alone, ...rows], notes };
  },
};
