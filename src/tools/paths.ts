/** Where the developer programs find the project, and where they keep what is not part of it. */
import path from "node:path";

/** Names the project's top folder to tests that run from a bundle, where their own place says nothing. */
export const rootVariable = "MAINTENANCE_MODE_ROOT";

/** Names a Node to tests that run inside an editor, which is a Node of another kind. */
export const nodeVariable = "MAINTENANCE_MODE_NODE";

/** The project's top folder. */
export const root = process.env[rootVariable] ?? path.resolve(__dirname, "..", "..");

/** The Node that runs the project's programs. */
export const node = process.env[nodeVariable] ?? process.execPath;

/** Everything fetched, installed or written by a run; git ignores it, and it may be deleted at any time. */
export const cache = path.join(root, ".vscode-test");
