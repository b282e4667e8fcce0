import { auditPage, serveAudit } from "../shots/audit.ts";
import { expect, test } from "../support/test.ts";

/** A page with faults (ids that begin with `bad`) and with what only looks like them. */
const PAGE = `<!doctype html>
<html lang="en"><head><title>Audit</title><link rel="icon" href="data:,"><style>
  body { margin: 0; font: 16px/1.5 sans-serif; color: #222; background: #fff; }
  .narrow { width: 60px; white-space: nowrap; overflow: hidden; }
</style></head><body>
  <p id="good">Black on white</p>
  <p class="narrow" id="bad-narrow">Much too long for here</p>
  <p class="narrow" style="text-overflow: ellipsis">Much too long, but meant</p>
  <div class="narrow" style="height: 30px"><b><i id="bad-inside">Cut off by the box around</i></b></div>
  <div style="height: 12px; overflow: hidden"><span id="bad-height">Half of a line</span></div>
  <div style="width: 60px; overflow: auto; white-space: nowrap">To be scrolled by a person</div>
  <div><svg width="60" height="30" style="display: block"><text y="20" id="bad-drawn">Cut off by the picture around</text></svg></div>
  <div style="touch-action: none"><svg width="60" height="30" style="display: block"><text y="20">To be moved by hand</text></svg></div>
  <div class="narrow" style="touch-action: none"><b id="bad-held">Cut off by a box that is no picture</b></div>
  <p id="bad-grey" style="color: #999">Grey on white</p>
  <p style="color: #999; font-size: 24px" id="bad-large">Large and still too light</p>
  <p style="color: #888; font-size: 24px">Large and dark enough</p>
  <p id="bad-alpha" style="color: rgb(0 0 0 / 40%)">Half clear</p>
  <div style="opacity: 0.4"><span id="bad-opacity">Faded with all around it</span></div>
  <div style="background: #111"><span id="bad-behind">Dark on dark</span></div>
  <div style="background: rgb(0 0 0 / 90%)"><span style="color: #eee">Light on a veil</span></div>
  <button disabled style="color: #ccc; background: #ddd">Out of use</button>
  <p style="color: #ddd; visibility: hidden">Not there</p>
  <input id="bad-hint" placeholder="A hint that is far too long to be read in here" size="10">
  <a href="#good" style="position: absolute; top: -40px">Skip</a>
  <div id="bad-wide" style="width: 130vw; height: 2px"></div>
</body></html>`;

test("the audit finds what is wrong, and nothing else", async ({ page, site }) => {
  serveAudit(site);
  await page.goto(site.add("audit.html", PAGE));
  const found = (await auditPage(page)).map(({ kind, where }) => `${kind} ${/#(bad-\w+)/.exec(where)?.[1] ?? where}`);
  expect(found.toSorted()).toEqual([
    "clipped bad-drawn",
    "clipped bad-height",
    "clipped bad-held",
    "clipped bad-hint",
    "clipped bad-inside",
    "clipped bad-narrow",
    "contrast bad-alpha",
    "contrast bad-behind",
    "contrast bad-grey",
    "contrast bad-large",
    "contrast bad-opacity",
    "overflow bad-wide",
  ]);
});
