import { describe, expect, it, vi } from 'vitest';
import { JourneyError } from '../../src/errors/index.js';
import { parseIncoming } from '../../src/model/incoming-event.js';
import { defaultLimits } from '../../src/model/limits.js';
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

function thrownBy(run: () => unknown): unknown {
  try {
    return run();
  } catch (error) {
    return error;
  }
}
