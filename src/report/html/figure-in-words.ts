import type { Figure } from '../../insight/figures/figure.js';

const flagWords = { empty: 'nothing counted', young: 'few', censored: 'some pending', skewed: 'a clock was wrong', partial: 'some left out' } as const;

/** A value in its unit, for a person. */
export function inUnit(value: number, unit: Figure['unit']): string {
  switch (unit) {
    case 'share': return `${(100 * value).toFixed(1)} %`;
    case 'ms': return duration(value);
    case 'score': case 'money': return value.toFixed(2);
  }
}

function duration(ms: number): string {
  if (ms < 60_000) return `${(ms / 1_000).toFixed(ms < 10_000 ? 1 : 0)} s`;
  if (ms < 3_600_000) return `${(ms / 60_000).toFixed(1)} min`;
  return ms < 172_800_000 ? `${(ms / 3_600_000).toFixed(1)} h` : `${(ms / 86_400_000).toFixed(1)} days`;
}

export const valueInWords = ({ value, unit }: Figure): string => (value === undefined ? 'not known' : inUnit(value, unit));

export const intervalInWords = ({ from, until, unit }: Figure): string => (from === undefined || until === undefined ? '' : `${inUnit(from, unit)} to ${inUnit(until, unit)}`);

/** How many a figure is made of, and what to bear in mind. */
export function caveats({ n, pending, flags }: Figure): string {
  return [`n ${n}`, ...(pending > 0 ? [`${pending} pending`] : []), ...flags.filter((flag) => flag !== 'censored').map((flag) => flagWords[flag])].join(', ');
}
