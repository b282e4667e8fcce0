import type { Fault } from "./faults.ts";
import { outwards, path, short } from "./pieces.ts";

/** What makes the page wider than the window. */
export function overflow(): Fault[] {
  const page = document.documentElement;
  if (page.scrollWidth <= page.clientWidth) return [];
  const measured = `page ${page.scrollWidth} px wide in a window of ${page.clientWidth} px`;
  const guilty = [...document.body.querySelectorAll("*")].filter(
    (element) => element.getBoundingClientRect().right > page.clientWidth + 1 && !isInsideBox(element),
  );
  // The innermost ones are what sticks out; those around them only follow.
  const innermost = guilty.filter((element) => !guilty.some((other) => other !== element && element.contains(other)));
  return (innermost.length > 0 ? innermost : [page]).map((element) => ({
    kind: "overflow" as const,
    where: path(element),
    text: short(element.textContent ?? ""),
    measured,
  }));
}

/** Whether something around the element keeps it from widening the page. */
function isInsideBox(element: Element): boolean {
  return outwards(element)
    .slice(1)
    .some((around) => around !== document.body && getComputedStyle(around).overflowX !== "visible");
}
