import { startBackend, type Backend } from "./backend.ts";
import { Store } from "./store.ts";
import { test as base } from "./test.ts";

interface Fixtures {
  store: Store;
  /** A server without CORS, as Tempo is, behind a proxy of the page's own host. */
  tempo: Backend;
}

/** Tests of the store of an endpoint. */
export const test = base.extend<Fixtures>({
  store: async ({ page }, use) => use(new Store(page)),
  tempo: async ({ site }, use) => {
    const tempo = await startBackend({ cors: null });
    site.proxy("/tempo", tempo.origin);
    await use(tempo);
    await tempo.close();
  },
});
