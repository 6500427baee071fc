import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { importViolations, nodeReachedFrom, unknownFolders } from './import-rules.js';
import { dependencies, layers } from './layers.js';
import { readSources, repository, say, type SourceFile } from './source-file.js';

const sources = readSources('src', 'adapters');
const planted = (path: string, text: string): readonly SourceFile[] => [{ path, text }];

describe('imports point one way only', () => {
  it('every file imports only from the folders and packages that the table gives its folder', () => {
    expect(say(importViolations(sources))).toEqual([]);
  });

  it('every file lives in a folder that the table names', () => {
    expect(say(unknownFolders(sources))).toEqual([]);
  });

  it('no node: module is reachable from the root entry or from ./ports', () => {
    expect(say(nodeReachedFrom('src/index.ts', sources))).toEqual([]);
    expect(say(nodeReachedFrom('src/ports/index.ts', sources))).toEqual([]);
  });

  it('the dependencies are those that have a reason on paper', () => {
    const manifest = JSON.parse(readFileSync(`${repository}package.json`, 'utf8'));
    expect(Object.keys(manifest.dependencies)).toEqual(dependencies);
  });

  it('the table in docs/architecture.md says what is checked here', () => {
    const rows = readFileSync(`${repository}docs/architecture.md`, 'utf8').matchAll(/^\| `src\/([a-z]+)\/` \|[^|]*\|([^|]*)\|([^|]*)\|/gm);
    const words = (cell: string | undefined) => [...(cell ?? '').matchAll(/`([^`]+)`/g)].map(([, word]) => word);
    const written = [...rows].map(([, folder, may, packages]) => [folder, { may: words(may), packages: words(packages) }]);
    const checked = Object.entries(layers).map(([folder, { may, packages, node }]) => [folder, { may, packages: node ? [...packages, 'node:'] : packages }]);
    expect(Object.fromEntries(written)).toEqual(Object.fromEntries(checked));
  });
});

describe('the rules about imports notice', () => {
  it.each([
    ['a noun that knows a decision', 'src/model/effect.ts', `import { step } from '../journey/step/step.js';`, 'src/model may not import src/journey'],
    ['routing that asks policy', 'src/routing/choose-agent.ts', `import { mayWe } from '../policy/may-we.js';`, 'src/routing may not import src/policy'],
    ['policy that runs code of a port', 'src/policy/caps.ts', `import { open } from '../ports/store.js';`, 'src/policy may import only types of src/ports'],
    ['XState outside the journey folder', 'src/customer/decide.ts', `import type { AnyStateMachine } from 'xstate';`, 'src/customer may not import xstate'],
    ['a subpath of a package', 'src/model/x.ts', `import { getShortestPaths } from 'xstate/graph';`, 'src/model may not import xstate'],
    ['a node: module in the orchestrator', 'src/orchestrator/lane.ts', `import { randomUUID } from 'node:crypto';`, 'src/orchestrator may not import node:crypto'],
    ['a package nobody listed', 'src/model/x.ts', `export { v4 } from 'uuid';`, 'src/model may not import uuid'],
    ['an import hidden in a type', 'src/model/x.ts', `export type M = import('xstate').AnyStateMachine;`, 'src/model may not import xstate'],
    ['an import hidden in a call', 'src/journey/x.ts', `await import('../orchestrator/lane.js');`, 'src/journey may not import src/orchestrator'],
    ['a re-export that points upward', 'src/ports/index.ts', `export type { Lane } from '../orchestrator/lane.js';`, 'src/ports may not import src/orchestrator'],
    ['an adapter that borrows from another', 'adapters/sqlite/index.ts', `import { x } from '../memory/x.js';`, 'adapters/sqlite may not import another adapter'],
    ['an adapter that reaches into the core', 'adapters/websocket/index.ts', `import { x } from '../../src/customer/x.js';`, 'adapters/websocket may not import src/customer'],
    ['an adapter with the technology of another', 'adapters/sqlite/index.ts', `import { WebSocketServer } from 'ws';`, 'adapters/sqlite may not import ws'],
    ['the core that ships its own proof', 'src/index.ts', `export { given } from './testing/given.js';`, 'the root entry may not import src/testing'],
    ['the core that knows an adapter', 'src/orchestrator/x.ts', `import { x } from '../../adapters/memory/index.js';`, 'src may not import adapters/memory/index.ts'],
  ])('%s', (_, path, text, because) => {
    expect(say(importViolations(planted(path, text)))).toEqual([`${path}:1 ${because}`]);
  });

  it('a folder that is not in the table', () => {
    expect(unknownFolders([...planted('src/stuff/x.ts', ''), ...planted('adapters/fax/index.ts', ''), ...planted('src/loose.ts', '')])).toHaveLength(3);
  });

  it('a node: module two files away, but not one that is only a type', () => {
    const files = [
      ...planted('src/index.ts', `export { a } from './model/a.js'; import type { S } from 'node:stream';`),
      ...planted('src/model/a.ts', `import { b } from './b.js';`),
      ...planted('src/model/b.ts', `import fs from 'node:fs';`),
    ];
    expect(say(nodeReachedFrom('src/index.ts', files))).toEqual(['src/model/b.ts:1 node:fs is reachable from src/index.ts']);
  });
});
