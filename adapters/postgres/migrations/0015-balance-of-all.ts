/** The same for retention and erasure; what waits can be listed, and the balance be asked for. */
export const balanceOfAll = `
-- one slice; called again until it answers that nothing more is left
CREATE OR REPLACE FUNCTION trim_1(before double precision, slice bigint) RETURNS TABLE (entries bigint, more boolean)
LANGUAGE plpgsql SET search_path FROM CURRENT SET enable_seqscan = off SET jit = off SET plan_cache_mode = force_generic_plan AS $$
DECLARE
  keys bigint;
  counted bigint;
BEGIN
  PERFORM see_every_tenant_1();
  WITH old AS MATERIALIZED (SELECT position FROM log WHERE accepted < before LIMIT slice), gone AS (DELETE FROM log g USING old WHERE g.position = old.position RETURNING g.position),
  kept AS (UPDATE meta SET position = greatest(meta.position, g.last) FROM (SELECT max(position) AS last FROM gone) g WHERE g.last > meta.position)
  SELECT count(*), count(*) FILTER (WHERE position > (SELECT counted_after FROM meta)) INTO entries, counted FROM gone;
  WITH old AS MATERIALIZED (SELECT key FROM dedupe WHERE accepted < before LIMIT slice), gone AS (DELETE FROM dedupe d USING old WHERE d.key = old.key RETURNING d.key)
  SELECT count(*) INTO keys FROM gone;
  more := entries = slice OR keys = slice;
  PERFORM count_rows_1(ROW(0, 0, 0, 0, 0, 0, -counted)::balance);
  RETURN NEXT;
END $$;

-- dedupe keys stay: they are hashes, and say nothing
CREATE OR REPLACE FUNCTION erase_1(tenants text[], names text[]) RETURNS void
LANGUAGE plpgsql SET search_path FROM CURRENT SET enable_seqscan = off SET jit = off SET plan_cache_mode = force_generic_plan AS $$
DECLARE
  numbers bigint[];
  less balance;
BEGIN
  PERFORM see_tenants_1(tenants);
  WITH held AS MATERIALIZED (
    SELECT l.number FROM (SELECT DISTINCT tenant, name FROM unnest(tenants, names) c(tenant, name)) c
    JOIN lane l ON l.tenant = c.tenant AND l.name = c.name ORDER BY l.tenant, l.name FOR UPDATE OF l
  )
  SELECT array_agg(number) INTO numbers FROM held;
  IF numbers IS NULL THEN
    RETURN;
  END IF;
  UPDATE meta SET position = g.last FROM (SELECT max(position) AS last FROM log WHERE lane = ANY (numbers)) g WHERE g.last > meta.position;
  less := ROW(0, 0, 0, 0, 0, 0, 0);
  WITH gone AS (DELETE FROM log WHERE lane = ANY (numbers) RETURNING position) SELECT -count(*) INTO less.entries FROM gone WHERE position > (SELECT counted_after FROM meta);
  DELETE FROM identity WHERE lane = ANY (numbers);
  WITH gone AS (DELETE FROM instance WHERE lane = ANY (numbers) RETURNING true) SELECT -count(*) INTO less.instances FROM gone;
  WITH gone AS (DELETE FROM timer WHERE lane = ANY (numbers) RETURNING true) SELECT -count(*) INTO less.timers FROM gone;
  WITH gone AS (DELETE FROM effect WHERE lane = ANY (numbers) RETURNING true), buried AS (DELETE FROM dead WHERE lane = ANY (numbers) RETURNING true)
  SELECT -(SELECT count(*) FROM gone) - (SELECT count(*) FROM buried) INTO less.effects;
  WITH gone AS (DELETE FROM parked WHERE lane = ANY (numbers) RETURNING true) SELECT -count(*) INTO less.parked FROM gone;
  DELETE FROM lane_row WHERE lane = ANY (numbers);
  WITH gone AS (DELETE FROM lane WHERE number = ANY (numbers) RETURNING version) SELECT -count(*) INTO less.lanes FROM gone WHERE version > 0;
  PERFORM count_rows_1(less);
END $$;

CREATE OR REPLACE FUNCTION list_1(asked_kind text, asked_tenant text, asked_lane text, asked_journey text, behind_lane bigint, behind_id text, wanted bigint)
RETURNS TABLE (number bigint, id text, tenant text, lane text, version bigint, journey text, status text, instance text, at double precision, cause text, attempt bigint, body text)
LANGUAGE plpgsql SET search_path FROM CURRENT SET enable_seqscan = off SET enable_bitmapscan = off SET enable_sort = off SET enable_hashjoin = off SET enable_mergejoin = off SET jit = off SET plan_cache_mode = force_generic_plan AS $$
#variable_conflict use_column
DECLARE
  b record;
BEGIN
  SELECT greatest(a.low, behind_lane) AS low, a.high INTO b FROM lanes_asked_1(asked_tenant, asked_lane) a;
  CASE asked_kind
  WHEN 'lane' THEN
    RETURN QUERY SELECT l.number, '', l.tenant::text, l.name::text, l.version, NULL::text, NULL::text, NULL::text, NULL::double precision, NULL::text, NULL::bigint, NULL::text
    FROM lane l WHERE l.number >= b.low AND l.number > behind_lane AND l.number <= b.high AND l.version > 0
      AND (asked_tenant IS NULL OR l.tenant = asked_tenant) AND (asked_lane IS NULL OR l.name = asked_lane) ORDER BY l.number LIMIT wanted;
  WHEN 'instance' THEN
    RETURN QUERY SELECT x.lane, x.id::text, l.tenant::text, l.name::text, NULL::bigint, x.journey::text, x.status::text, NULL::text, NULL::double precision, NULL::text, NULL::bigint, NULL::text
    FROM instance x JOIN lane l ON l.number = x.lane WHERE x.lane >= b.low AND x.lane <= b.high AND (x.lane, x.id) > (behind_lane, behind_id)
      AND (asked_tenant IS NULL OR l.tenant = asked_tenant) AND (asked_lane IS NULL OR l.name = asked_lane) AND (asked_journey IS NULL OR x.journey = asked_journey)
    ORDER BY x.lane, x.id LIMIT wanted;
  WHEN 'parked' THEN
    RETURN QUERY SELECT x.lane, x.id::text, l.tenant::text, l.name::text, NULL::bigint, x.journey::text, NULL::text, x.instance, x.at, x.cause, NULL::bigint, x.body
    FROM parked x JOIN lane l ON l.number = x.lane WHERE x.lane >= b.low AND x.lane <= b.high AND (x.lane, x.id) > (behind_lane, behind_id)
      AND (asked_tenant IS NULL OR l.tenant = asked_tenant) AND (asked_lane IS NULL OR l.name = asked_lane) AND (asked_journey IS NULL OR x.journey = asked_journey)
    ORDER BY x.lane, x.id LIMIT wanted;
  WHEN 'dead' THEN
    RETURN QUERY SELECT x.lane, x.key::text, l.tenant::text, l.name::text, NULL::bigint, NULL::text, NULL::text, NULL::text, NULL::double precision, x.cause, x.attempt, x.body
    FROM dead x JOIN lane l ON l.number = x.lane WHERE x.lane >= b.low AND x.lane <= b.high AND (x.lane, x.key) > (behind_lane, behind_id)
      AND (asked_tenant IS NULL OR l.tenant = asked_tenant) AND (asked_lane IS NULL OR l.name = asked_lane)
    ORDER BY x.lane, x.key LIMIT wanted;
  WHEN 'timer' THEN
    RETURN QUERY SELECT x.lane, x.id::text, l.tenant::text, l.name::text, NULL::bigint, NULL::text, NULL::text, NULL::text, x.due, NULL::text, x.attempt, NULL::text
    FROM timer x JOIN lane l ON l.number = x.lane WHERE x.lane >= b.low AND x.lane <= b.high AND (x.lane, x.id) > (behind_lane, behind_id)
      AND (asked_tenant IS NULL OR l.tenant = asked_tenant) AND (asked_lane IS NULL OR l.name = asked_lane)
    ORDER BY x.lane, x.id LIMIT wanted;
  WHEN 'effect' THEN
    RETURN QUERY SELECT x.lane, x.key::text, l.tenant::text, l.name::text, NULL::bigint, NULL::text, NULL::text, NULL::text, NULL::double precision, NULL::text, x.attempt, NULL::text
    FROM effect x JOIN lane l ON l.number = x.lane WHERE x.lane >= b.low AND x.lane <= b.high AND (x.lane, x.key) > (behind_lane, behind_id)
      AND (asked_tenant IS NULL OR l.tenant = asked_tenant) AND (asked_lane IS NULL OR l.name = asked_lane)
    ORDER BY x.lane, x.key LIMIT wanted;
  END CASE;
END $$;

CREATE FUNCTION balance_1() RETURNS TABLE (lanes bigint, instances bigint, timers bigint, effects bigint, parked bigint, entries bigint, after bigint)
LANGUAGE plpgsql SET search_path FROM CURRENT AS $$
#variable_conflict use_column
BEGIN
  PERFORM see_every_tenant_1();
  RETURN QUERY SELECT coalesce(sum(b.lanes), 0)::bigint, coalesce(sum(b.instances), 0)::bigint, coalesce(sum(b.timers), 0)::bigint, coalesce(sum(b.effects), 0)::bigint,
    coalesce(sum(b.parked), 0)::bigint, coalesce(sum(b.entries), 0)::bigint, (SELECT counted_after FROM meta) FROM balance b;
END $$;
`;
