import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { BENCH } from "../support/paths.ts";

/** What was measured, what it should be, and whether it is. */
export interface Goal {
  what: string;
  value: number;
  unit: string;
  /** The largest value that is good enough. */
  limit: number;
}

/** The value in the middle of an odd number of values, or the upper of the two there. */
export function median(values: number[]): number {
  return percentile(values, 50);
}

/** The smallest value that so many percent of the values do not exceed; 0 without values. */
export function percentile(values: number[], percent: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  const at = Math.floor((sorted.length * percent) / 100);
  return sorted[Math.min(at, sorted.length - 1)] ?? 0;
}

/** Prints goals and keeps everything in `target/bench/<name>.json`; the process fails when a goal is missed. */
export function conclude(name: string, goals: Goal[], details: object) {
  for (const { what, value, unit, limit } of goals) {
    const verdict = value <= limit ? "met" : "MISSED";
    console.log(`${what}: ${round(value)}${unit}, goal at most ${round(limit)}${unit}: ${verdict}`);
  }
  mkdirSync(BENCH, { recursive: true });
  writeFileSync(join(BENCH, `${name}.json`), `${JSON.stringify({ goals, ...details }, null, 2)}\n`);
  console.log(`target/bench/${name}.json has all figures`);
  if (goals.some(({ value, limit }) => !(value <= limit))) process.exitCode = 1;
}

/** Three digits that count. */
export function round(value: number): number {
  return Number(value.toPrecision(value >= 1000 ? 12 : 3));
}
