/** Runs something after a while; the answer cancels it. */
export function delayed(delayMs: number, run: () => void): () => void {
  const timer = setTimeout(run, delayMs);
  return () => clearTimeout(timer);
}
