/** What an area of the bench is, and the rows that it gives. */

/** How a ratio is to be: how many times as fast as a peer, or how much more something may cost than something else. */
export type Goal = { atLeast: number } | { atMost: number };

/** One line of the table: ours beside another, measured in the same run. */
export interface Row {
  area: string;
  name: string;
  unit: string;
  ours: number;
  other: number;
  otherName: string;
  ratio: number;
  /** `>= 20` */
  goal: string;
  met: boolean;
}

export interface Findings {
  rows: Row[];
  /** What is to be read below the table. */
  notes?: string[];
}

/** A part of the bench that can run alone. */
export interface Area {
  name: string;
  measure(): Promise<Findings>;
}

/** Completes a row. */
export function row(values: Omit<Row, "goal" | "met">, goal: Goal): Row {
  const met = "atLeast" in goal ? values.ratio >= goal.atLeast : values.ratio <= goal.atMost;
  return { ...values, goal: "atLeast" in goal ? `>= ${goal.atLeast}` : `<= ${goal.atMost}`, met };
}
