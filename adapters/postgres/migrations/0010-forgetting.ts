/** Retention and erasure. What is deleted must not make the store forget how far its positions went. */
export const forgetting = `
-- one slice; called again until it answers that nothing more is left
CREATE FUNCTION trim_1(before double precision, slice bigint) RETURNS TABLE (entries bigint, more boolean)
LANGUAGE plpgsql SET search_path FROM CURRENT SET enable_seqscan = off SET jit = off SET plan_cache_mode = force_generic_plan AS $$
DECLARE
  keys bigint;
BEGIN
  PERFORM see_every_tenant_1();
  WITH old AS MATERIALIZED (SELECT position FROM log WHERE accepted < before LIMIT slice), gone AS (DELETE FROM log g USING old WHERE g.position = old.position RETURNING g.position),
  kept AS (UPDATE meta SET position = greatest(meta.position, g.last) FROM (SELECT max(position) AS last FROM gone) g WHERE g.last > meta.position)
  SELECT count(*) INTO entries FROM gone;
  WITH old AS MATERIALIZED (SELECT key FROM dedupe WHERE accepted < before LIMIT slice), gone AS (DELETE FROM dedupe d USING old WHERE d.key = old.key RETURNING d.key)
  SELECT count(*) INTO keys FROM gone;
  more := entries = slice OR keys = slice;
  RETURN NEXT;
END $$;

-- dedupe keys stay: they are hashes, and say nothing
CREATE FUNCTION erase_1(tenants text[], names text[]) RETURNS void
LANGUAGE plpgsql SET search_path FROM CURRENT SET enable_seqscan = off SET jit = off SET plan_cache_mode = force_generic_plan AS $$
DECLARE
  numbers bigint[];
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
  DELETE FROM log WHERE lane = ANY (numbers);
  DELETE FROM identity WHERE lane = ANY (numbers);
  DELETE FROM instance WHERE lane = ANY (numbers);
  DELETE FROM timer WHERE lane = ANY (numbers);
  DELETE FROM effect WHERE lane = ANY (numbers);
  DELETE FROM dead WHERE lane = ANY (numbers);
  DELETE FROM parked WHERE lane = ANY (numbers);
  DELETE FROM lane_row WHERE lane = ANY (numbers);
  DELETE FROM lane WHERE number = ANY (numbers);
END $$;
`;
