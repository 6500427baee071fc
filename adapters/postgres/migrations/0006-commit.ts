/**
 * The commit of one wave of changes: one call, one transaction. No lane has two changes in a wave, marks that only settle effects apart, and
 * no dedupe key or identity is in two of them. Lists are arrays of one length; `x_change` counts the changes from 1. Each statement here sees
 * what was committed before it began, so that what is read of a lane after its lock is what the one before left.
 *
 * Everybody takes locks in one order: the epoch, new lanes, lanes, dedupe keys, identities, counters. Where another transaction was first
 * in between, it raises 40001 with nothing done: called again, it finds what the other wrote and answers it.
 */
export const commit = `
CREATE FUNCTION lock_lanes_1(tenants text[], names text[], begins boolean[], OUT numbers bigint[], OUT versions bigint[], OUT begun bigint[])
LANGUAGE plpgsql AS $$
BEGIN
  IF true = ANY (begins) THEN
    WITH put AS (
      INSERT INTO lane (tenant, name, version, state)
      SELECT DISTINCT c.tenant COLLATE "C", c.name COLLATE "C", 0, '' FROM unnest(tenants, names, begins) c(tenant, name, begins)
      WHERE c.begins AND NOT EXISTS (SELECT FROM lane l WHERE l.tenant = c.tenant AND l.name = c.name) ORDER BY 1, 2
      ON CONFLICT DO NOTHING RETURNING number
    )
    SELECT array_agg(number) INTO begun FROM put;
  END IF;
  WITH held AS MATERIALIZED (
    SELECT l.number, l.tenant, l.name, l.version FROM (SELECT DISTINCT tenant, name FROM unnest(tenants, names) c(tenant, name)) c
    JOIN lane l ON l.tenant = c.tenant AND l.name = c.name ORDER BY l.tenant, l.name FOR NO KEY UPDATE OF l
  )
  SELECT array_agg(h.number ORDER BY c.ord), array_agg(coalesce(h.version, 0) ORDER BY c.ord) INTO numbers, versions
  FROM unnest(tenants, names) WITH ORDINALITY c(tenant, name, ord) LEFT JOIN held h ON h.tenant = c.tenant AND h.name = c.name;
  IF array_position(numbers, NULL) IS NOT NULL AND EXISTS (SELECT FROM unnest(numbers, begins) c(number, begins) WHERE c.begins AND c.number IS NULL) THEN
    RAISE 'a lane was erased meanwhile' USING ERRCODE = 'serialization_failure';
  END IF;
END $$;

CREATE FUNCTION find_duplicates_1(twins int[], changes int[], keys uuid[], digests uuid[]) RETURNS TABLE (change int, place bigint, same boolean)
LANGUAGE plpgsql AS $$
BEGIN
  RETURN QUERY SELECT DISTINCT ON (e.change) e.change, d.position, d.digest = e.digest
  FROM unnest(changes, keys, digests) WITH ORDINALITY e(change, key, digest, ord) JOIN dedupe d ON d.key = e.key
  WHERE twins[e.change] IS NULL OR e.ord < twins[e.change] ORDER BY e.change, e.ord;
END $$;

CREATE FUNCTION find_holders_1(whys text[], lanes bigint[], tenants text[], changes int[], claimed text[]) RETURNS TABLE (change int, identity text, holder text)
LANGUAGE plpgsql AS $$
#variable_conflict use_column
BEGIN
  RETURN QUERY SELECT DISTINCT ON (i.change) i.change, i.identity, l.name
  FROM unnest(changes, claimed) WITH ORDINALITY i(change, identity, ord)
  JOIN identity x ON x.tenant = tenants[i.change] AND x.identity = i.identity JOIN lane l ON l.number = x.lane
  WHERE whys[i.change] IS NULL AND x.lane IS DISTINCT FROM lanes[i.change] ORDER BY i.change, i.ord;
END $$;

-- the positions of the entries, null where their change is refused
CREATE FUNCTION append_1(
  lanes bigint[], tenants text[], changes int[], kinds smallint[], ats double precision[], bodies text[], keys uuid[], digests uuid[], ms double precision, last bigint,
  OUT positions bigint[]
) LANGUAGE plpgsql AS $$
DECLARE
  kept int;
BEGIN
  -- readers go no further than where this begins until this transaction has ended
  PERFORM pg_advisory_xact_lock_shared('log_position'::regclass::oid::int, (last & 2147483647)::int);
  positions := ARRAY(SELECT CASE WHEN lanes[e.change] IS NOT NULL THEN nextval('log_position') END FROM unnest(changes) WITH ORDINALITY e(change, ord) ORDER BY e.ord);
  INSERT INTO dedupe (key, tenant, position, accepted, digest)
  SELECT e.key, tenants[e.change], e.position, ms, e.digest FROM unnest(changes, keys, digests, positions) e(change, key, digest, position)
  WHERE e.key IS NOT NULL AND e.position IS NOT NULL ORDER BY e.key ON CONFLICT DO NOTHING;
  GET DIAGNOSTICS kept = ROW_COUNT;
  IF kept < (SELECT count(*) FROM unnest(keys, positions) e(key, position) WHERE e.key IS NOT NULL AND e.position IS NOT NULL) THEN
    RAISE 'an event was accepted elsewhere meanwhile' USING ERRCODE = 'serialization_failure';
  END IF;
  INSERT INTO log (position, tenant, lane, kind, at, accepted, body)
  SELECT e.position, tenants[e.change], lanes[e.change], e.kind, e.at, ms, e.body
  FROM unnest(changes, kinds, ats, bodies, positions) e(change, kind, at, body, position) WHERE e.position IS NOT NULL;
END $$;

CREATE FUNCTION claim_identities_1(lanes bigint[], tenants text[], changes int[], claimed text[]) RETURNS void
LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO identity (tenant, identity, lane) SELECT tenants[i.change] COLLATE "C", i.identity COLLATE "C", lanes[i.change] FROM unnest(changes, claimed) i(change, identity)
  WHERE lanes[i.change] IS NOT NULL ORDER BY 1, 2 ON CONFLICT DO NOTHING;
  IF EXISTS (
    SELECT FROM unnest(changes, claimed) i(change, identity) WHERE lanes[i.change] IS NOT NULL
    AND NOT EXISTS (SELECT FROM identity x WHERE x.tenant = tenants[i.change] AND x.identity = i.identity AND x.lane = lanes[i.change])
  ) THEN
    RAISE 'an identity was claimed elsewhere meanwhile' USING ERRCODE = 'serialization_failure';
  END IF;
END $$;

CREATE FUNCTION commit_1(
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
BEGIN
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
  IF cardinality(i_change) > 0 THEN PERFORM claim_identities_1(lanes, c_tenant, i_change, i_identity); END IF;
  IF cardinality(s_change) > 0 THEN
    FOR turn IN 0 .. (SELECT max(s.pass) FROM unnest(s_pass) s(pass)) LOOP PERFORM settle_1(lanes, s_change, s_pass, turn, s_key, s_result, s_due, s_attempt, s_cause); END LOOP;
  END IF;
  IF cardinality(g_change) > 0 THEN PERFORM take_away_1(lanes, c_tenant, g_change, g_what, g_key); END IF;
  IF cardinality(j_change) > 0 THEN PERFORM put_instances_1(lanes, c_tenant, j_change, j_id, j_journey, j_status); END IF;
  IF cardinality(t_change) > 0 THEN PERFORM put_timers_1(lanes, c_tenant, t_change, t_id, t_due); END IF;
  IF cardinality(p_change) > 0 THEN PERFORM put_parked_1(lanes, c_tenant, p_change, p_id, p_journey, p_instance, p_at, p_cause, p_body); END IF;
  IF cardinality(r_change) > 0 THEN PERFORM put_rows_1(lanes, c_tenant, r_change, r_key, r_value); END IF;
  UPDATE lane l SET version = l.version + 1, state = c.state FROM unnest(lanes, c_expect, c_state) c(number, expect, state) WHERE l.number = c.number AND c.expect >= 0;
  IF cardinality(a_change) > 0 THEN
    SELECT * INTO waits FROM add_effects_1(lanes, c_tenant, c_epoch, a_change, a_key, a_due, a_attempt, a_queue, a_body, ms);
    waiting_changes := to_json(waits.waiting_changes);
    waiting_keys := to_json(waits.waiting_keys);
  END IF;
  IF cardinality(n_change) > 0 THEN PERFORM count_1(lanes, c_tenant, n_change, n_key, n_amount); END IF;
  -- a lane that was begun for a change that is refused
  IF held.begun IS NOT NULL THEN DELETE FROM lane l WHERE l.number = ANY (held.begun) AND NOT coalesce(l.number = ANY (lanes), false); END IF;

  refusals := to_json(whys);
  versions := to_json(held.versions);
  positions := to_json(given);
  facts := to_json(told);
END $$;
`;
