import { z } from 'zod';
import { readConfig } from '../../model/read-config.js';
import { cutNames, cutSchema, type Cut, type CutName } from './cut.js';
import { momentSchema } from './moment-schema.js';
import { namedFigures, type FigureName } from './named-figures.js';

/** Which figures are wanted, of what, as of when. */
export interface FiguresAsked {
  /** the moment of judging, epoch milliseconds: what is younger than its window then is pending */
  readonly now: number;
  /** all of them where absent */
  readonly figures?: readonly FigureName[];
  /** one row for each combination; one row of all where absent */
  readonly by?: readonly CutName[];
  /** only these; a row's own `cut` may be given as it is, what is not known in it too */
  readonly where?: Cut;
  /** only what began from here on, epoch milliseconds, cut to the day by UTC */
  readonly from?: number;
  /** only what began before it, cut likewise */
  readonly until?: number;
}

/** The name of a figure. */
export const figureSchema = z.custom<FigureName>((name) => typeof name === 'string' && Object.hasOwn(namedFigures, name), 'names no figure that there is');
/** The names of cuts. */
export const cutNamesSchema = z.array(z.enum(cutNames)).readonly();

/** Which are meant: a cut that was measured says `undefined` of what is not known. */
export const whereSchema = z.preprocess(known, cutSchema);

const within = { where: whereSchema.exactOptional(), from: momentSchema.exactOptional(), until: momentSchema.exactOptional() };
const cutOut = { ...within, figures: z.array(figureSchema).readonly().exactOptional(), by: cutNamesSchema.exactOptional() };
const schemas = {
  /** of one insight, as of a moment */
  figures: z.strictObject({ now: momentSchema, ...cutOut }),
  /** of what was counted before; a moment that comes along changes nothing */
  cube: z.strictObject({ now: momentSchema.exactOptional(), ...cutOut }),
  paths: z.strictObject({ now: momentSchema, ...within }),
  counts: z.strictObject({ now: momentSchema.exactOptional(), ...within }),
};

/** Checks a question once, before anything is counted: a name that is misspelt would else be a figure of everybody. InvalidOptions that names the field. */
export function checkAsked(asked: unknown, kind: keyof typeof schemas): void {
  readConfig<unknown>(schemas[kind], asked, 'asked');
}

function known(cut: unknown): unknown {
  return typeof cut === 'object' && cut !== null && !Array.isArray(cut) ? Object.fromEntries(Object.entries(cut).filter(([, value]) => value !== undefined)) : cut;
}
