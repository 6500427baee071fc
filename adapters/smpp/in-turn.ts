/** Does one thing after the other for each key; behind one that failed, those already waiting fail too, or they would overtake it. */
export interface InTurn {
  /** `work` never rejects and says whether it was done. */
  take(key: string, work: () => Promise<boolean>): Promise<boolean>;
}

export function createInTurn(): InTurn {
  const last = new Map<string, Promise<boolean>>();
  return {
    take(key, work) {
      const before = last.get(key) ?? Promise.resolve(true);
      const mine = before.then((done) => done && work());
      last.set(key, mine);
      void mine.then(() => last.get(key) === mine && last.delete(key));
      return mine;
    },
  };
}
