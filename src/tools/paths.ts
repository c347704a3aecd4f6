/** Where the developer programs find the project, and where they keep what is not part of it. */
import path from "node:path";

/** The project's top folder. */
export const root = path.resolve(__dirname, "..", "..");

/** Everything fetched, installed or written by a run; git ignores it, and it may be deleted at any time. */
export const cache = path.join(root, ".vscode-test");
