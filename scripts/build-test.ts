import { bugs, buildHost } from '../test/promises/kill/build-host.js';

/** Builds the process that the proofs kill, sound and with each planted bug, for a look at it by hand. */
for (const bug of [undefined, ...bugs]) {
  const file = `.throughline/test-build/${bug ?? 'sound'}.mjs`;
  await buildHost(file, bug);
  console.log(file);
}
