import { afterEach, beforeEach, describe, expect, it, onTestFinished, test, vi } from 'vitest';
import { JourneyError } from '../../src/errors/index.js';
import type { createOrchestrator } from '../../src/index.js';
import { parseIncoming } from '../../src/model/incoming-event.js';
import { defaultLimits } from '../../src/model/limits.js';
import { packageVersion } from '../../src/model/package-version.js';
import { createBench, toIncoming, type Bench } from '../orchestrator/door/bench.js';
import { homes, type Home } from '../orchestrator/door/homes.js';
import { reminder, tally, texts } from '../orchestrator/door/journeys.js';
import { createRecordingChannel } from '../orchestrator/recording-channel.js';
import { now, soundEvent } from './bad-input-row.js';

describe('Two copies of the library in one process (line 50)', () => {
  it('know each other\'s errors, though the classes differ', async () => {
    vi.resetModules();
    const other = await import('../../src/model/incoming-event.js');
    expect(other.parseIncoming).not.toBe(parseIncoming);
    const error = thrownBy(() => other.parseIncoming({ ...soundEvent, type: '*' }, { now, limits: defaultLimits }));
    expect(error).not.toBeInstanceOf(JourneyError);
    expect(JourneyError.is(error, 'ReservedEventType')).toBe(true);
    expect(JourneyError.is(error, 'InvalidEventType')).toBe(false);
  });

  it('read each other\'s events, and find that they say the same', async () => {
    vi.resetModules();
    const other = await import('../../src/model/incoming-event.js');
    const theirs = other.parseIncoming(soundEvent, { now, limits: defaultLimits });
    expect(theirs).toStrictEqual(parseIncoming(soundEvent, { now, limits: defaultLimits }));
  });
});

describe.each(homes)('line 50: a host that runs with two copies of the library, %s,', (_, make) => {
  let home: Home;
  beforeEach(() => { home = make(); });
  afterEach(() => home.remove());
  const open = (bench: Bench): Promise<void> => bench.orchestrator.start();

  test('has journeys of one copy run by the other, on a store of the first, and hears its errors', async () => {
    vi.resetModules();
    const other = await import('../../src/index.js');
    const chat = createRecordingChannel();
    const orchestrator = other.createOrchestrator({ journeys: [tally, reminder] as never, store: home.store(), clock: home.clock, channels: { chat }, texts } as never) as unknown as Bench['orchestrator'];
    expect(await orchestrator.accept(toIncoming({ id: '1', type: 'order.placed', data: { order: 'A' } }))).toMatchObject({ status: 'handled' });
    await home.clock.advance(200);
    expect(chat.sent.map(({ text }) => text)).toEqual(['Order A is confirmed.']);
    const error: unknown = await orchestrator.accept(toIncoming({ id: '2', type: 'xstate.init' })).catch((thrown: unknown) => thrown);
    expect([error instanceof JourneyError, JourneyError.is(error, 'ReservedEventType')]).toEqual([false, true]);
    await orchestrator.close();
    // the first copy goes on where the second one stopped
    const bench = createBench(home);
    await open(bench);
    expect(await bench.say({ id: '1', type: 'order.placed', data: { order: 'A' } })).toMatchObject({ status: 'duplicate' });
    expect((await bench.orchestrator.explain('user:ann')).journeys[0]).toMatchObject({ journey: 'reminder', where: ['waiting'] });
    await bench.orchestrator.close();
  });

  test('hears once, at the start, that they are of two versions, from whichever copy; and of one version hears nothing', async () => {
    const versionsTold = async (copy: { readonly createOrchestrator: typeof createOrchestrator }): Promise<readonly unknown[]> => {
      const told: unknown[] = [];
      const orchestrator = copy.createOrchestrator({ journeys: [tally, reminder] as never, store: home.store(), clock: home.clock, channels: { chat: createRecordingChannel() }, texts } as never) as unknown as Bench['orchestrator'];
      orchestrator.on('versions.mixed', (what) => told.push(what));
      for (const id of ['1', '2']) await orchestrator.accept(toIncoming({ id: `${id} ${Math.random()}`, type: 'order.placed', data: { order: id } }));
      await orchestrator.start();
      await orchestrator.close();
      return told;
    };
    const registry = Symbol.for('throughline.versions');
    const before: unknown = Reflect.get(globalThis, registry);
    onTestFinished(() => { vi.doUnmock('../../src/model/package-version.js'); vi.resetModules(); Object.defineProperty(globalThis, registry, { value: before, configurable: true }); });
    Object.defineProperty(globalThis, registry, { value: undefined, configurable: true });
    vi.resetModules();
    const same = await import('../../src/index.js');
    expect(await versionsTold(same)).toEqual([]);
    vi.resetModules();
    vi.doMock('../../src/model/package-version.js', () => ({ packageVersion: '0.2.0', versionMark: Symbol.for('throughline.version') }));
    const newer = await import('../../src/index.js');
    // journeys of the older copy are enough
    Object.defineProperty(globalThis, registry, { value: undefined, configurable: true });
    expect(await versionsTold(newer)).toEqual([{ versions: [packageVersion, '0.2.0'] }]);
    expect(await versionsTold(same)).toEqual([{ versions: [packageVersion, '0.2.0'] }]);
  });

  test('is told by a typed error that what one copy made is not handed on to parts of the other', async () => {
    vi.resetModules();
    const other = await import('../../src/proactive/index.js');
    const bench = createBench(home);
    const error: unknown = await other.announce(bench.orchestrator, { source: 'shop', id: 'a', type: 'visit.began', data: {}, audience: () => ['user:ann'], perSecond: 1 } as never).catch((thrown: unknown) => thrown);
    expect([JourneyError.is(error, 'InvalidInput'), String(error)]).toEqual([true, expect.stringContaining('of this very package')]);
    await bench.orchestrator.close();
  });

  test('is told by a store’s refusal of one copy what the other would have told: an error that may be tried again stays one', async () => {
    vi.resetModules();
    const other = await import('../../src/errors/index.js');
    const bench = createBench(home, { around: (store) => ({ ...store, commit: async () => { throw new other.JourneyError('StoreUnavailable', 'away'); } }) });
    const error: unknown = await bench.say({ id: '1', type: 'visit.began' }).catch((thrown: unknown) => thrown);
    expect(JourneyError.is(error, 'StoreUnavailable')).toBe(true);
    await bench.orchestrator.close();
  });
});

function thrownBy(run: () => unknown): unknown {
  try {
    return run();
  } catch (error) {
    return error;
  }
}
