/** Red, green and blue from 0 to 255, and alpha from 0 to 1. */
export type Colour = [red: number, green: number, blue: number, alpha: number];

const known = new Map<string, Colour>();

/** A colour in any of CSS's ways to write one, as the browser itself understands it. */
export function colour(css: string): Colour {
  const before = known.get(css);
  if (before) return before;
  const pen = new OffscreenCanvas(1, 1).getContext("2d", { willReadFrequently: true });
  if (!pen) throw new Error("There is no canvas to look at colours with");
  pen.fillStyle = css;
  pen.fillRect(0, 0, 1, 1);
  const [red = 0, green = 0, blue = 0, alpha = 0] = pen.getImageData(0, 0, 1, 1).data;
  const found: Colour = [red, green, blue, alpha / 255];
  known.set(css, found);
  return found;
}

/** A colour on another one that lets nothing through. */
export function over([r, g, b, alpha]: Colour, [r2, g2, b2]: Colour): Colour {
  const mix = (front: number, back: number) => front * alpha + back * (1 - alpha);
  return [mix(r, r2), mix(g, g2), mix(b, b2), 1];
}

/** WCAG 2.2's contrast ratio of two colours that let nothing through, from 1 to 21. */
export function ratio(one: Colour, other: Colour): number {
  const [dark = 0, light = 0] = [luminance(one), luminance(other)].toSorted((a, b) => a - b);
  return (light + 0.05) / (dark + 0.05);
}

/** WCAG 2.2's relative luminance. */
function luminance([red, green, blue]: Colour): number {
  const linear = (part: number) => {
    const share = part / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  };
  return 0.2126 * linear(red) + 0.7152 * linear(green) + 0.0722 * linear(blue);
}

/** For people: `#1a2b3c`. */
export function hex([red, green, blue]: Colour): string {
  const digits = [red, green, blue].map((part) => Math.round(part).toString(16).padStart(2, "0"));
  return `#${digits.join("")}`;
}
