import type { Locator } from "@playwright/test";

/** Types over what stands in a field: Firefox tells of a change only when it was typed. */
export async function typeOver(field: Locator, text: string) {
  await field.press("ControlOrMeta+a");
  await field.press("Delete");
  await field.pressSequentially(text);
}
