/**
 * How many rows there should be, counted along with what brings and takes them and never read off the tables: rows that went otherwise are
 * missed. One small row for each of 64 shards, as for the counters, and the last that a commit locks. A column of its own says from which
 * entry on the log is counted, as it may be long.
 */
export const balance = `
CREATE TABLE balance (
  shard smallint PRIMARY KEY, lanes bigint NOT NULL, instances bigint NOT NULL, timers bigint NOT NULL, effects bigint NOT NULL, parked bigint NOT NULL, entries bigint NOT NULL
) WITH (fillfactor = 50);
ALTER TABLE meta ADD COLUMN counted_after bigint NOT NULL DEFAULT 0;

-- what was granted on the counters, since a worker's role may have been given the tables one by one, and before this one was there
DO $$
DECLARE
  given record;
BEGIN
  FOR given IN SELECT a.privilege_type AS what, CASE WHEN a.grantee = 0 THEN 'PUBLIC' ELSE a.grantee::regrole::text END AS who
    FROM pg_class c, aclexplode(c.relacl) a WHERE c.oid = 'counter'::regclass AND a.grantee <> c.relowner
  LOOP
    EXECUTE format('GRANT %s ON balance TO %s', given.what, given.who);
  END LOOP;
END $$;

CREATE FUNCTION count_rows_1(more balance) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  IF more = ROW(0, 0, 0, 0, 0, 0, 0)::balance THEN
    RETURN;
  END IF;
  INSERT INTO balance AS b VALUES (pg_backend_pid() % 64, more.lanes, more.instances, more.timers, more.effects, more.parked, more.entries)
  ON CONFLICT (shard) DO UPDATE SET lanes = b.lanes + excluded.lanes, instances = b.instances + excluded.instances, timers = b.timers + excluded.timers,
    effects = b.effects + excluded.effects, parked = b.parked + excluded.parked, entries = b.entries + excluded.entries;
END $$;

-- one settlement a key; those of a key that is settled again have a later turn. Answers how many ended for good
CREATE FUNCTION settle_2(lanes bigint[], changes int[], passes int[], turn int, keys text[], results text[], dues double precision[], attempts bigint[], causes text[]) RETURNS bigint
LANGUAGE plpgsql AS $$
DECLARE
  moved_lanes bigint[];
  moved_queues text[];
  ended bigint;
BEGIN
  WITH asked AS MATERIALIZED (
    SELECT lanes[s.change] AS lane, s.* FROM unnest(changes, passes, keys, results, dues, attempts, causes) WITH ORDINALITY s(change, pass, key, result, due, attempt, cause, ord)
    WHERE s.pass = turn AND lanes[s.change] IS NOT NULL
  ), left_queue AS (
    DELETE FROM effect e USING asked s WHERE e.lane = s.lane AND e.key = s.key AND s.result <> 'retry'
    RETURNING e.tenant, e.lane, e.key, e.queue, e.attempt, e.body, s.result, s.cause
  ), died AS (
    INSERT INTO dead (tenant, lane, key, queue, attempt, cause, body) SELECT tenant, lane, key, queue, attempt, cause, body FROM left_queue WHERE result = 'dead'
  ), put_off AS (
    UPDATE effect e SET next = s.due, attempt = coalesce(s.attempt, e.attempt), holder = NULL FROM asked s WHERE e.lane = s.lane AND e.key = s.key AND s.result = 'retry'
  ), left_dead AS (
    DELETE FROM dead d USING asked s WHERE d.lane = s.lane AND d.key = s.key AND s.result <> 'dead'
    RETURNING d.tenant, d.lane, d.key, d.queue, coalesce(s.attempt, d.attempt) AS attempt, d.body, s.result, s.due, s.ord
  ), driven_again AS (
    -- at the end of its queue: what overtook it may be on its way already, and only one may be
    INSERT INTO effect (tenant, lane, key, queue, next, attempt, first, body)
    SELECT tenant, lane, key, queue, due, attempt, queue IS NULL, body FROM left_dead WHERE result = 'retry' ORDER BY ord
  ), told_again AS (
    UPDATE dead d SET cause = s.cause FROM asked s WHERE d.lane = s.lane AND d.key = s.key AND s.result = 'dead'
  )
  SELECT array_agg(lane), array_agg(queue), (SELECT count(*) FROM left_queue WHERE result <> 'dead') + (SELECT count(*) FROM left_dead WHERE result <> 'retry') INTO moved_lanes, moved_queues, ended
  FROM (SELECT lane, queue FROM left_queue UNION SELECT lane, queue FROM left_dead WHERE result = 'retry') m WHERE queue IS NOT NULL;
  IF moved_lanes IS NULL THEN
    RETURN ended;
  END IF;
  UPDATE effect e SET first = true FROM unnest(moved_lanes, moved_queues) m(lane, queue)
  CROSS JOIN LATERAL (SELECT x.seq FROM effect x WHERE x.lane = m.lane AND x.queue = m.queue ORDER BY x.seq LIMIT 1) h
  WHERE e.seq = h.seq AND NOT e.first;
  RETURN ended;
END $$;

-- answers how many were added and, as two lists, the change and key of those born claimed that must wait their turn; a key that is still there is not added again
CREATE FUNCTION add_effects_2(
  lanes bigint[], tenants text[], epochs bigint[], changes int[], keys text[], dues double precision[], attempts int[], queues text[], bodies text[], ms double precision,
  OUT waiting_changes int[], OUT waiting_keys text[], OUT added bigint
) LANGUAGE plpgsql AS $$
BEGIN
  WITH fresh AS MATERIALIZED (
    SELECT lanes[a.change] AS lane, a.*, q.busy FROM unnest(changes, keys, dues, attempts, queues, bodies) WITH ORDINALITY a(change, key, due, attempt, queue, body, ord)
    LEFT JOIN LATERAL (SELECT true AS busy FROM effect e WHERE e.lane = lanes[a.change] AND e.queue = a.queue LIMIT 1) q ON true
    WHERE lanes[a.change] IS NOT NULL AND NOT EXISTS (SELECT FROM effect e WHERE e.lane = lanes[a.change] AND e.key = a.key)
      AND NOT EXISTS (SELECT FROM dead d WHERE d.lane = lanes[a.change] AND d.key = a.key)
  ), ranked AS MATERIALIZED (
    SELECT f.*, f.queue IS NULL OR (f.busy IS NULL AND row_number() OVER (PARTITION BY f.lane, f.queue ORDER BY f.ord) = 1) AS leads FROM fresh f
  ), put AS (
    INSERT INTO effect (tenant, lane, key, queue, next, attempt, holder, claimed, first, body)
    SELECT tenants[change], lane, key, queue, CASE WHEN attempt = 1 AND NOT leads THEN ms ELSE due END, CASE WHEN leads THEN attempt ELSE 0 END,
      CASE WHEN attempt = 1 AND leads THEN epochs[change] END, CASE WHEN attempt = 1 AND leads THEN ms END, leads, body
    FROM ranked ORDER BY ord
  )
  SELECT array_agg(change ORDER BY ord) FILTER (WHERE attempt = 1 AND NOT leads), array_agg(key ORDER BY ord) FILTER (WHERE attempt = 1 AND NOT leads), count(*)
  INTO waiting_changes, waiting_keys, added FROM ranked;
END $$;

CREATE FUNCTION take_away_2(lanes bigint[], tenants text[], changes int[], whats text[], keys text[], OUT instances bigint, OUT timers bigint, OUT parked bigint)
LANGUAGE plpgsql AS $$
BEGIN
  instances := 0;
  timers := 0;
  parked := 0;
  IF 'identity' = ANY (whats) THEN
    DELETE FROM identity x USING unnest(changes, whats, keys) g(change, what, key)
    WHERE g.what = 'identity' AND x.tenant = tenants[g.change] AND x.identity = g.key AND x.lane = lanes[g.change];
  END IF;
  IF 'instance' = ANY (whats) THEN
    DELETE FROM instance x USING unnest(changes, whats, keys) g(change, what, key) WHERE g.what = 'instance' AND x.lane = lanes[g.change] AND x.id = g.key;
    GET DIAGNOSTICS instances = ROW_COUNT;
  END IF;
  IF 'timer' = ANY (whats) THEN
    DELETE FROM timer x USING unnest(changes, whats, keys) g(change, what, key) WHERE g.what = 'timer' AND x.lane = lanes[g.change] AND x.id = g.key;
    GET DIAGNOSTICS timers = ROW_COUNT;
  END IF;
  IF 'parked' = ANY (whats) THEN
    DELETE FROM parked x USING unnest(changes, whats, keys) g(change, what, key) WHERE g.what = 'parked' AND x.lane = lanes[g.change] AND x.id = g.key;
    GET DIAGNOSTICS parked = ROW_COUNT;
  END IF;
  IF 'row' = ANY (whats) THEN
    DELETE FROM lane_row x USING unnest(changes, whats, keys) g(change, what, key) WHERE g.what = 'row' AND x.lane = lanes[g.change] AND x.key = g.key;
  END IF;
END $$;

CREATE FUNCTION put_instances_2(lanes bigint[], tenants text[], changes int[], ids text[], journeys text[], statuses text[]) RETURNS bigint
LANGUAGE plpgsql AS $$
DECLARE
  begun bigint;
BEGIN
  WITH put AS (
    INSERT INTO instance (tenant, lane, id, journey, status)
    SELECT tenants[x.change], lanes[x.change], x.id, x.journey, x.status FROM unnest(changes, ids, journeys, statuses) x(change, id, journey, status)
    WHERE lanes[x.change] IS NOT NULL ON CONFLICT (lane, id) DO UPDATE SET journey = excluded.journey, status = excluded.status RETURNING xmax = 0 AS is_new
  )
  SELECT count(*) FILTER (WHERE is_new) INTO begun FROM put;
  RETURN begun;
END $$;

CREATE FUNCTION put_timers_2(lanes bigint[], tenants text[], changes int[], ids text[], dues double precision[]) RETURNS bigint
LANGUAGE plpgsql AS $$
DECLARE
  begun bigint;
BEGIN
  WITH put AS (
    INSERT INTO timer (tenant, lane, id, due, next, attempt)
    SELECT tenants[x.change], lanes[x.change], x.id, x.due, x.due, 0 FROM unnest(changes, ids, dues) x(change, id, due)
    WHERE lanes[x.change] IS NOT NULL ON CONFLICT (lane, id) DO UPDATE SET due = excluded.due, next = excluded.next, attempt = 0, holder = NULL RETURNING xmax = 0 AS is_new
  )
  SELECT count(*) FILTER (WHERE is_new) INTO begun FROM put;
  RETURN begun;
END $$;

CREATE FUNCTION put_parked_2(
  lanes bigint[], tenants text[], changes int[], ids text[], journeys text[], instances text[], ats double precision[], causes text[], bodies text[]
) RETURNS bigint LANGUAGE plpgsql AS $$
DECLARE
  begun bigint;
BEGIN
  WITH put AS (
    INSERT INTO parked (tenant, lane, id, journey, instance, at, cause, body)
    SELECT tenants[x.change], lanes[x.change], x.id, x.journey, x.instance, x.at, x.cause, x.body
    FROM unnest(changes, ids, journeys, instances, ats, causes, bodies) x(change, id, journey, instance, at, cause, body)
    WHERE lanes[x.change] IS NOT NULL
    ON CONFLICT (lane, id) DO UPDATE SET journey = excluded.journey, instance = excluded.instance, at = excluded.at, cause = excluded.cause, body = excluded.body RETURNING xmax = 0 AS is_new
  )
  SELECT count(*) FILTER (WHERE is_new) INTO begun FROM put;
  RETURN begun;
END $$;

CREATE OR REPLACE FUNCTION commit_1(
  c_tenant text[], c_lane text[], c_epoch bigint[], c_expect bigint[], c_state text[], c_held boolean[], c_begins boolean[], c_twin int[],
  e_change int[], e_kind smallint[], e_at double precision[], e_body text[], e_key uuid[], e_digest uuid[],
  i_change int[], i_identity text[],
  j_change int[], j_id text[], j_journey text[], j_status text[],
  t_change int[], t_id text[], t_due double precision[],
  s_change int[], s_pass int[], s_key text[], s_result text[], s_due double precision[], s_attempt bigint[], s_cause text[],
  a_change int[], a_key text[], a_due double precision[], a_attempt int[], a_queue text[], a_body text[],
  p_change int[], p_id text[], p_journey text[], p_instance text[], p_at double precision[], p_cause text[], p_body text[],
  r_change int[], r_key text[], r_value text[],
  g_change int[], g_what text[], g_key text[],
  n_change int[], n_key text[], n_amount double precision[],
  OUT refusals json, OUT versions json, OUT last bigint, OUT positions json, OUT waiting_changes json, OUT waiting_keys json, OUT facts json
) LANGUAGE plpgsql SET search_path FROM CURRENT SET enable_seqscan = off SET jit = off SET plan_cache_mode = force_generic_plan AS $$
#variable_conflict use_column
DECLARE
  ms double precision := now_ms();
  living bigint[];
  held record;
  lanes bigint[];
  known boolean[] := '{}';
  whys text[];
  given bigint[] := '{}';
  waits record;
  one record;
  told json[] := '{}';
  more balance;
BEGIN
  more := ROW(0, 0, 0, 0, 0, 0, 0);
  PERFORM see_tenants_1(c_tenant);
  living := ARRAY(SELECT o.epoch FROM (SELECT DISTINCT unnest(c_epoch) AS epoch) o WHERE alive_1(o.epoch));
  SELECT * INTO held FROM lock_lanes_1(c_tenant, c_lane, ARRAY(SELECT c.begins AND c.epoch = ANY (living) FROM unnest(c_begins, c_epoch) WITH ORDINALITY c(begins, epoch, ord) ORDER BY c.ord));

  IF cardinality(e_change) > 0 THEN
    FOR one IN SELECT d.change, d.same, g.position, g.kind, g.at, g.body, l.tenant, l.name AS lane FROM find_duplicates_1(c_twin, e_change, e_key, e_digest) d
      LEFT JOIN log g ON g.position = d.place LEFT JOIN lane l ON l.number = g.lane
    LOOP
      known[one.change] := true;
      told := told || to_json(one);
    END LOOP;
  END IF;
  -- in the order in which a change is refused: fenced, behind a refused one, duplicate, version, identity
  whys := ARRAY(
    SELECT CASE WHEN c.epoch <> ALL (living) THEN 'fenced' WHEN c.held THEN 'version' WHEN known[c.ord] THEN 'duplicate' WHEN c.twin IS NOT NULL THEN 'twin'
      WHEN c.expect >= 0 AND c.expect <> c.version THEN 'version' END
    FROM unnest(c_epoch, c_held, c_twin, c_expect, held.versions) WITH ORDINALITY c(epoch, held, twin, expect, version, ord) ORDER BY c.ord);
  IF cardinality(i_change) > 0 THEN
    FOR one IN SELECT * FROM find_holders_1(whys, held.numbers, c_tenant, i_change, i_identity) LOOP
      whys[one.change] := 'identity';
      told := told || to_json(one);
    END LOOP;
  END IF;

  -- from here on a lane's number stands for a change that is taken
  lanes := ARRAY(SELECT CASE WHEN c.why IS NULL THEN c.number END FROM unnest(held.numbers, whys) WITH ORDINALITY c(number, why, ord) ORDER BY c.ord);
  last := last_position_1();
  IF cardinality(e_change) > 0 THEN given := append_1(lanes, c_tenant, e_change, e_kind, e_at, e_body, e_key, e_digest, ms, last); END IF;
  more.entries := cardinality(array_remove(given, NULL));
  IF cardinality(i_change) > 0 THEN PERFORM claim_identities_1(lanes, c_tenant, i_change, i_identity); END IF;
  IF cardinality(s_change) > 0 THEN
    FOR turn IN 0 .. (SELECT max(s.pass) FROM unnest(s_pass) s(pass)) LOOP
      more.effects := more.effects - settle_2(lanes, s_change, s_pass, turn, s_key, s_result, s_due, s_attempt, s_cause);
    END LOOP;
  END IF;
  IF cardinality(g_change) > 0 THEN
    SELECT -a.instances, -a.timers, -a.parked INTO more.instances, more.timers, more.parked FROM take_away_2(lanes, c_tenant, g_change, g_what, g_key) a;
  END IF;
  IF cardinality(j_change) > 0 THEN more.instances := more.instances + put_instances_2(lanes, c_tenant, j_change, j_id, j_journey, j_status); END IF;
  IF cardinality(t_change) > 0 THEN more.timers := more.timers + put_timers_2(lanes, c_tenant, t_change, t_id, t_due); END IF;
  IF cardinality(p_change) > 0 THEN more.parked := more.parked + put_parked_2(lanes, c_tenant, p_change, p_id, p_journey, p_instance, p_at, p_cause, p_body); END IF;
  IF cardinality(r_change) > 0 THEN PERFORM put_rows_1(lanes, c_tenant, r_change, r_key, r_value); END IF;
  WITH moved AS (
    UPDATE lane l SET version = l.version + 1, state = c.state FROM unnest(lanes, c_expect, c_state) c(number, expect, state) WHERE l.number = c.number AND c.expect >= 0 RETURNING l.version
  )
  SELECT count(*) FILTER (WHERE version = 1) INTO more.lanes FROM moved;
  IF cardinality(a_change) > 0 THEN
    SELECT * INTO waits FROM add_effects_2(lanes, c_tenant, c_epoch, a_change, a_key, a_due, a_attempt, a_queue, a_body, ms);
    waiting_changes := to_json(waits.waiting_changes);
    waiting_keys := to_json(waits.waiting_keys);
    more.effects := more.effects + waits.added;
  END IF;
  IF cardinality(n_change) > 0 THEN PERFORM count_1(lanes, c_tenant, n_change, n_key, n_amount); END IF;
  PERFORM count_rows_1(more);
  -- a lane that was begun for a change that is refused
  IF held.begun IS NOT NULL THEN DELETE FROM lane l WHERE l.number = ANY (held.begun) AND NOT coalesce(l.number = ANY (lanes), false); END IF;

  refusals := to_json(whys);
  versions := to_json(held.versions);
  positions := to_json(given);
  facts := to_json(told);
END $$;
`;
