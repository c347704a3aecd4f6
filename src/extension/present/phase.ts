/**
 * What each phase looks like in the status bar: one table, from phase to icon, word, sentence and background.
 *
 * Backgrounds: VS Code allows them for special cases and wants the error colour as a last resort. Ordinary states have
 * none. `on` and `blackout` warn, because the one thing that goes wrong with maintenance mode everywhere is that somebody
 * forgets it is on. Only `failed` is an error here; an endpoint that cannot be reached is one, too (see glance.ts),
 * since what an operator believes about it is then unfounded.
 */
import type { Phase } from "../../core/generated/types";

export type Background = "warning" | "error";

export interface Face {
  icon: string;
  /** One or two words for the status bar. */
  word: string;
  /** A whole sentence, for screen readers and headings. */
  sentence: string;
  background?: Background;
}

const MOVING = "sync~spin";

const FACES: Record<Phase, Face> = {
  off: { icon: "pass", word: "off", sentence: "Maintenance is off" },
  scheduled: { icon: "calendar", word: "scheduled", sentence: "Maintenance is off; a window begins soon" },
  entering: { icon: MOVING, word: "entering", sentence: "Maintenance is being entered" },
  draining: {
    icon: MOVING,
    word: "draining",
    sentence: "Maintenance is set; running operations are coming to their end",
  },
  on: { icon: "tools", word: "on", sentence: "Maintenance is on", background: "warning" },
  leaving: { icon: MOVING, word: "leaving", sentence: "Maintenance is being left" },
  restarting: { icon: MOVING, word: "restarting", sentence: "A service is restarting" },
  partial: { icon: "tools", word: "partial", sentence: "A part of the environment is in maintenance" },
  failed: { icon: "error", word: "failed", sentence: "The last change failed", background: "error" },
  blackout: {
    icon: "circle-slash",
    word: "blackout",
    sentence: "A blackout is in force",
    background: "warning",
  },
  unknown: {
    icon: "question",
    word: "unknown",
    sentence: "The endpoint does not know the state",
    background: "warning",
  },
};

export function faceOf(phase: Phase): Face {
  return FACES[phase];
}

/** Phases in which the endpoint refuses every change but force-disable. */
export function isMoving(phase: Phase): boolean {
  return FACES[phase].icon === MOVING;
}
