/** A process in which nothing says what time it is, what chance has it, and which language is spoken. */
export interface BarrenRealm {
  /** what is done there may ask; anybody else who asks throws, and is told of: a library may live on with what its journeys throw */
  outside<T>(run: () => T): T;
}

type Taken = readonly [holder: object, name: string, instead: unknown];

export function makeBarren(tell: (what: string) => void): BarrenRealm {
  const taken = takenAway(tell).map(([holder, name, instead]) => ({ holder, name, instead, real: Reflect.get(holder, name) as unknown }));
  const put = (which: 'real' | 'instead'): void => { for (const one of taken) Reflect.set(one.holder, one.name, one[which]); };
  put('instead');
  return {
    outside(run) {
      put('real');
      try {
        return run();
      } finally {
        put('instead');
      }
    },
  };
}

function takenAway(tell: (what: string) => void): readonly Taken[] {
  const refuse = (what: string) => (): never => {
    tell(what);
    throw new Error(`somebody asked for ${what}`);
  };
  const [clock, language] = [refuse('the clock of the machine'), refuse('the language of the machine')];
  return [
    [globalThis, 'Date', withoutNow(Date, clock)], [performance, 'now', clock], [Math, 'random', refuse('chance')], [Number.prototype, 'toLocaleString', language],
    ...(['localeCompare', 'toLocaleLowerCase', 'toLocaleUpperCase'] as const).map((name): Taken => [String.prototype, name, language]),
    ...(['DateTimeFormat', 'NumberFormat', 'Collator', 'PluralRules'] as const).map((name): Taken => [Intl, name, withLocale(Intl[name], language)]),
  ];
}

/** Dates may be made of what is given, and of nothing else. */
function withoutNow(Real: DateConstructor, refuse: () => never): object {
  return new Proxy(Real, {
    get: (target, name) => (name === 'now' ? refuse : Reflect.get(target, name) as unknown),
    apply: refuse,
    construct: (target, given: readonly unknown[], made) => (given.length === 0 ? refuse() : Reflect.construct(target, given, made) as object),
  });
}

/** May be made only for a language that is named. */
function withLocale(Real: object, refuse: () => never): object {
  const asked = (target: object, given: readonly unknown[]): object => (given[0] === undefined ? refuse() : Reflect.construct(target as new () => object, given));
  return new Proxy(Real, { apply: (target, _, given: readonly unknown[]) => asked(target, given), construct: (target, given: readonly unknown[]) => asked(target, given) });
}
