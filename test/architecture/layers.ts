/** One folder of `src/`: the folders and outside packages it may import. The same table is in docs/architecture.md; a test compares them. */
export interface Layer {
  readonly may: readonly string[];
  /** of these, types only */
  readonly typesOf?: readonly string[];
  readonly packages: readonly string[];
  /** reads no clock, no randomness, no environment, and waits for nothing */
  readonly pure: boolean;
  /** may reach `node:` modules */
  readonly node?: true;
}

export const layers: { readonly [folder: string]: Layer } = {
  errors: { may: [], packages: [], pure: true },
  model: { may: ['errors'], packages: ['zod', '@noble/hashes', 'libphonenumber-js'], pure: true },
  ports: { may: ['errors', 'model'], packages: ['zod'], pure: true },
  journey: { may: ['errors', 'model', 'ports'], packages: ['zod', 'xstate'], pure: true },
  policy: { may: ['errors', 'model', 'ports'], typesOf: ['ports'], packages: ['zod', 'temporal-polyfill'], pure: true },
  routing: { may: ['errors', 'model', 'ports'], typesOf: ['ports'], packages: ['zod'], pure: true },
  insight: { may: ['errors', 'model'], packages: ['zod'], pure: true },
  experiment: { may: ['errors', 'model'], packages: ['zod'], pure: true },
  customer: { may: ['errors', 'model', 'ports', 'journey', 'policy', 'routing', 'experiment'], packages: ['zod'], pure: true },
  steering: { may: ['errors', 'model', 'ports', 'policy', 'routing', 'insight', 'customer', 'orchestrator'], packages: ['zod'], pure: true },
  handoff: { may: ['errors', 'model', 'ports', 'customer'], packages: ['zod'], pure: true },
  orchestrator: { may: ['errors', 'model', 'ports', 'journey', 'policy', 'routing', 'insight', 'experiment', 'customer'], packages: ['zod', 'eventemitter3'], pure: false },
  desk: { may: ['errors', 'model', 'ports', 'journey', 'policy', 'routing', 'insight', 'customer', 'orchestrator'], packages: ['zod'], pure: false },
  proactive: { may: ['errors', 'model', 'ports', 'journey', 'policy', 'customer', 'orchestrator'], packages: ['zod'], pure: false },
  alerts: { may: ['errors', 'model', 'ports', 'insight', 'orchestrator', 'proactive'], packages: ['zod'], pure: false },
  report: { may: ['errors', 'model', 'journey', 'insight'], packages: ['zod'], pure: true },
  testing: { may: ['errors', 'model', 'ports', 'journey', 'policy', 'routing', 'insight', 'customer', 'orchestrator'], packages: ['zod'], pure: false, node: true },
};

/** What each adapter may reach beside `errors`, `model` and `ports`: its own technology, and `testing` for the re-exported memory store. */
export const adapters: { readonly [name: string]: { readonly may: readonly string[]; readonly packages: readonly string[] } } = {
  memory: { may: ['testing'], packages: [] },
  opentelemetry: { may: ['orchestrator'], packages: ['@opentelemetry/api'] },
  sqlite: { may: [], packages: ['zod'] },
  postgres: { may: [], packages: ['pg'] },
  hubspot: { may: [], packages: ['zod'] },
  intent: { may: [], packages: ['zod'] },
  knowledge: { may: [], packages: ['zod', 'minisearch'] },
  salesforce: { may: [], packages: ['zod'] },
  smpp: { may: [], packages: ['zod', 'smpp'] },
  smtp: { may: [], packages: ['zod', 'nodemailer', 'postal-mime'] },
  voice: { may: [], packages: ['zod'] },
  webhook: { may: [], packages: ['zod'] },
  websocket: { may: [], packages: ['zod', 'ws'] },
};

/** A test below asserts that package.json has these dependencies and no other; a new one needs a page in docs/adr/. */
export const dependencies = ['@noble/hashes', 'eventemitter3', 'libphonenumber-js', 'temporal-polyfill', 'xstate', 'zod'];
