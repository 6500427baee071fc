/** Pages through what exists, by lane in the order lanes began, then by key. */
export const listing = `
-- the lanes a page may come from: one where both are named, all of the tenant or of everybody else
CREATE FUNCTION lanes_asked_1(asked_tenant text, asked_lane text, OUT low bigint, OUT high bigint) LANGUAGE plpgsql AS $$
BEGIN
  IF asked_tenant IS NULL THEN PERFORM see_every_tenant_1(); ELSE PERFORM see_tenants_1(ARRAY[asked_tenant]); END IF;
  low := 0;
  high := 9223372036854775807;
  IF asked_tenant IS NOT NULL AND asked_lane IS NOT NULL THEN
    SELECT l.number, l.number INTO low, high FROM lane l WHERE l.tenant = asked_tenant AND l.name = asked_lane;
  END IF;
END $$;

CREATE FUNCTION list_1(asked_kind text, asked_tenant text, asked_lane text, asked_journey text, behind_lane bigint, behind_id text, wanted bigint)
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
  END CASE;
END $$;
`;
