/** What a generator makes. */

/** A file that nobody edits by hand; its path is relative to the root of the repository. */
export interface GeneratedFile {
  path: string;
  text: string;
}
