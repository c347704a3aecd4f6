#!/usr/bin/env node
// A program that takes the arguments of desktop VS Code, for @vscode/test-electron where there is none:
// it only makes TypeScript loadable and goes on in executable.ts.
import "tsx";
await import("./executable.ts");
