import { defineConfig } from 'tsup';

export default defineConfig({
  entry: {
    index: 'src/index.ts',
    'ports/index': 'src/ports/index.ts',
    'steering/index': 'src/steering/index.ts',
    'policy/index': 'src/policy/index.ts',
    'experiment/index': 'src/experiment/index.ts',
    'proactive/index': 'src/proactive/index.ts',
    'desk/index': 'src/desk/index.ts',
    'testing/index': 'src/testing/index.ts',
    'adapters/intent/index': 'adapters/intent/index.ts',
    'adapters/knowledge/index': 'adapters/knowledge/index.ts',
    'adapters/memory/index': 'adapters/memory/index.ts',
    'adapters/postgres/index': 'adapters/postgres/index.ts',
    'adapters/smpp/index': 'adapters/smpp/index.ts',
    'adapters/smtp/index': 'adapters/smtp/index.ts',
    'adapters/sqlite/index': 'adapters/sqlite/index.ts',
    'adapters/voice/index': 'adapters/voice/index.ts',
    'adapters/webhook/index': 'adapters/webhook/index.ts',
    'adapters/websocket/index': 'adapters/websocket/index.ts',
  },
  format: 'esm',
  target: 'node22',
  platform: 'neutral',
  // `node:sqlite` exists under that name only
  removeNodeProtocol: false,
  external: [/^node:/],
  splitting: true,
  treeshake: true,
  dts: true,
  clean: true,
});
