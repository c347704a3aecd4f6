/** The notes beside windows and overrides. */

/** What can have notes. */
export const annotated = ["windows", "overrides"] as const;
export type Annotated = (typeof annotated)[number];

/** What is said, and how long that is true. */
export interface Note {
  text: string;
  /** When it will say something else, in milliseconds since 1970 UTC; Infinity when only an edit changes it. */
  changesMs: number;
}
