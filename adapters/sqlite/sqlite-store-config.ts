/** Where and how a SQLite store keeps its file. Only `file` is needed; what is left out is the safe choice. */
export interface SqliteStoreConfig {
  /** path of the database file, made where it is missing; its folder must exist, and while it is open its `-wal` and `-log` stand there too. `:memory:` only with `durable: 'no'`. */
  readonly file: string;
  /** changes one commit may carry; default 128, and more of them cost the slowest caller */
  readonly maxBatch?: number;
  /** default FULL; anything lower is refused unless `durable: 'no'` */
  readonly synchronous?: 'EXTRA' | 'FULL' | 'NORMAL' | 'OFF';
  /** default WAL; anything else is refused unless `durable: 'no'` */
  readonly journalMode?: 'WAL' | 'DELETE' | 'TRUNCATE' | 'PERSIST' | 'MEMORY' | 'OFF';
  /** default `fsync`: an acknowledged commit survives a power cut. `no` says that losing some is understood. */
  readonly durable?: 'fsync' | 'no';
  /** overwrites what is deleted; default true */
  readonly secureDelete?: boolean;
  /**
   * rewrites the file after each `erase`, as SQLite leaves copies of keys in pages it once rearranged; default true. Takes a second or two
   * for 100 MB, and commits wait for it: where the file is large, erase many lanes at once, or say false and run VACUUM at a quiet hour.
   */
  readonly vacuumOnErase?: boolean;
  /** examines the whole file before opening, every index against its table, which takes long where it is large; default false */
  readonly checkFile?: boolean;
  /** the file grows no further, bytes, its log of about 2 MB apart; a commit that would need more rejects with `StoreUnavailable`. Default no limit. */
  readonly maxBytes?: number;
  /** the store's clock, epoch milliseconds; default the machine's. For tests. */
  readonly now?: () => number;
}
