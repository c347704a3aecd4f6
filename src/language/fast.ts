export interface FastReading {
  value: unknown;
  marks: Int32Array;
  suspicious: boolean;
}
import type { SourceNode } from "./source";
export function readFast(text: string, start: number, end: number): FastReading | undefined {
  void text;
  void start;
  void end;
  return undefined;
}
export function treeOf(reading: FastReading, text: string): SourceNode {
  void text;
  return { span: [0, 0], value: reading.value, size: 1 };
}
