/** What client and server agree on beyond the Language Server Protocol: names and shapes only, for both sides to import. */

/** What VS Code calls the language of a YAML file that is named like a definition; to other editors it is YAML. */
export const definitionLanguage = "maintenance-definition";

/** Which environments a text defines. The client never parses YAML itself. */
export const environmentsRequest = "maintenanceMode/environments";

export interface EnvironmentsParams {
  text: string;
}

export interface EnvironmentsResult {
  /** `metadata.name` of each definition in the text, in order, each once. */
  names: string[];
}

/** What a client may send as `initializationOptions`. */
export interface InitializationOptions {
  /** Where a problem code is documented: a URI in which `{code}` stands for the code. Without it codes have no link. */
  problemUri?: string;
  /** For a client that cannot be asked for settings. */
  annotations?: Partial<AnnotationSettings>;
}

/** At the end of the line, above it, or nowhere. */
export type AnnotationForm = "inlayHint" | "codeLens" | "off";

/** What stands beside windows and overrides, and where. */
export interface AnnotationSettings {
  /** Whether a window is open now, or when it opens next. */
  windows: AnnotationForm;
  /** How many agents of the inventory an override touches. */
  overrides: AnnotationForm;
}
