// Everything in this folder runs inside the page.
import { clipped } from "./clipping.ts";
import { contrast } from "./contrast.ts";
import { overflow } from "./overflow.ts";

/** Something that is wrong with what is shown. */
export interface Fault {
  kind: "overflow" | "clipped" | "contrast";
  /** A path of selectors to the element. */
  where: string;
  text: string;
  /** What was measured. */
  measured: string;
}

/** All faults of the page as it is now. */
export function audit(): Fault[] {
  return [...overflow(), ...clipped(), ...contrast()];
}
