/**
 * Tables. Times are double precision, since any finite number must come back as it was; texts are ordered by code point whatever the
 * database's locale; what belongs to a lane names it by its number. What is changed often leaves room on its page for the next version.
 * A state is written with every event, so one of a few kilobytes stays on its page: packing it and laying it aside took the server an eighth of its time.
 */
export const tables = `
CREATE TABLE meta (single boolean PRIMARY KEY DEFAULT true CHECK (single), salt uuid NOT NULL, position bigint NOT NULL);
INSERT INTO meta (salt, position) VALUES (gen_random_uuid(), 0);
CREATE SEQUENCE log_position;
CREATE SEQUENCE worker_epoch;
CREATE TABLE worker (epoch bigint PRIMARY KEY, name text NOT NULL, until double precision NOT NULL);

CREATE TABLE lane (
  number bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, tenant text COLLATE "C" NOT NULL, name text COLLATE "C" NOT NULL,
  version bigint NOT NULL, state text NOT NULL
) WITH (fillfactor = 70, toast_tuple_target = 8160);
CREATE UNIQUE INDEX lane_name ON lane (tenant, name);

CREATE TABLE identity (tenant text COLLATE "C" NOT NULL, identity text COLLATE "C" NOT NULL, lane bigint NOT NULL, PRIMARY KEY (tenant, identity));
CREATE INDEX identity_lane ON identity (lane);

CREATE TABLE instance (
  tenant text COLLATE "C" NOT NULL, lane bigint NOT NULL, id text COLLATE "C" NOT NULL, journey text COLLATE "C" NOT NULL, status text COLLATE "C" NOT NULL,
  PRIMARY KEY (lane, id)
) WITH (fillfactor = 80);

CREATE TABLE log (
  position bigint PRIMARY KEY, tenant text COLLATE "C" NOT NULL, lane bigint NOT NULL, kind smallint NOT NULL,
  at double precision NOT NULL, accepted double precision NOT NULL, body text NOT NULL
);
CREATE INDEX log_lane ON log (lane, position);
CREATE INDEX log_accepted ON log USING brin (accepted);

CREATE TABLE dedupe (key uuid PRIMARY KEY, tenant text COLLATE "C" NOT NULL, position bigint NOT NULL, accepted double precision NOT NULL, digest uuid NOT NULL);
CREATE INDEX dedupe_accepted ON dedupe USING brin (accepted);

CREATE TABLE timer (
  tenant text COLLATE "C" NOT NULL, lane bigint NOT NULL, id text COLLATE "C" NOT NULL,
  due double precision NOT NULL, next double precision NOT NULL, attempt bigint NOT NULL, holder bigint,
  PRIMARY KEY (lane, id)
);
CREATE INDEX timer_due ON timer (next, lane, id);
CREATE INDEX timer_held ON timer (holder) WHERE holder IS NOT NULL;

CREATE TABLE effect (
  seq bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, tenant text COLLATE "C" NOT NULL, lane bigint NOT NULL, key text COLLATE "C" NOT NULL,
  queue text COLLATE "C", next double precision NOT NULL, attempt bigint NOT NULL, holder bigint, first boolean NOT NULL, body text NOT NULL
) WITH (fillfactor = 80);
CREATE UNIQUE INDEX effect_key ON effect (lane, key);
CREATE INDEX effect_due ON effect (next, seq) INCLUDE (holder) WHERE first;
CREATE INDEX effect_queue ON effect (lane, queue, seq) WHERE queue IS NOT NULL;

CREATE TABLE dead (
  tenant text COLLATE "C" NOT NULL, lane bigint NOT NULL, key text COLLATE "C" NOT NULL, queue text COLLATE "C",
  attempt bigint NOT NULL, cause text NOT NULL, body text NOT NULL, PRIMARY KEY (lane, key)
);
CREATE TABLE parked (
  tenant text COLLATE "C" NOT NULL, lane bigint NOT NULL, id text COLLATE "C" NOT NULL, journey text COLLATE "C" NOT NULL, instance text,
  at double precision NOT NULL, cause text NOT NULL, body text NOT NULL, PRIMARY KEY (lane, id)
);
CREATE TABLE lane_row (tenant text COLLATE "C" NOT NULL, lane bigint NOT NULL, key text COLLATE "C" NOT NULL, value text NOT NULL, PRIMARY KEY (lane, key));

-- a row for each counter and shard: no two commits at work meet on one, mostly
CREATE TABLE counter (
  tenant text COLLATE "C" NOT NULL, key text COLLATE "C" NOT NULL, shard smallint NOT NULL, value double precision NOT NULL,
  PRIMARY KEY (tenant, key, shard)
) WITH (fillfactor = 50);

-- the only judge of time, epoch milliseconds
CREATE FUNCTION now_ms() RETURNS double precision LANGUAGE sql VOLATILE AS 'SELECT floor(extract(epoch FROM clock_timestamp()) * 1000)::double precision';
`;
