/**
 * Reading. An absent bound is null; pages go by what never changes while an item exists. A page is read along an index until it is full: a plan
 * that sorts or joins whole tables looks cheap to a planner that knows nothing of them yet.
 */
export const reading = `
CREATE FUNCTION load_1(tenants text[], names text[]) RETURNS TABLE (ord bigint, version bigint, state text)
LANGUAGE plpgsql SET search_path FROM CURRENT SET enable_seqscan = off SET jit = off SET plan_cache_mode = force_generic_plan AS $$
BEGIN
  PERFORM see_tenants_1(tenants);
  RETURN QUERY SELECT a.ord, l.version, l.state FROM unnest(tenants, names) WITH ORDINALITY a(tenant, name, ord)
  JOIN lane l ON l.tenant = a.tenant AND l.name = a.name WHERE l.version > 0;
END $$;

CREATE FUNCTION resolve_1(tenants text[], identities text[]) RETURNS TABLE (ord bigint, lane text)
LANGUAGE plpgsql SET search_path FROM CURRENT SET enable_seqscan = off SET jit = off SET plan_cache_mode = force_generic_plan AS $$
BEGIN
  PERFORM see_tenants_1(tenants);
  RETURN QUERY SELECT a.ord, l.name::text FROM unnest(tenants, identities) WITH ORDINALITY a(tenant, identity, ord)
  JOIN identity i ON i.tenant = a.tenant AND i.identity = a.identity JOIN lane l ON l.number = i.lane;
END $$;

CREATE FUNCTION history_1(asked_tenant text, asked_lane text, before bigint, kinds smallint[], wanted bigint)
RETURNS TABLE (tenant text, lane text, "position" bigint, kind smallint, at double precision, body text)
LANGUAGE plpgsql SET search_path FROM CURRENT SET enable_seqscan = off SET enable_bitmapscan = off SET enable_sort = off SET enable_hashjoin = off SET enable_mergejoin = off SET jit = off SET plan_cache_mode = force_generic_plan AS $$
#variable_conflict use_column
DECLARE
  place bigint;
BEGIN
  PERFORM see_tenants_1(ARRAY[asked_tenant]);
  SELECT l.number INTO place FROM lane l WHERE l.tenant = asked_tenant AND l.name = asked_lane;
  RETURN QUERY SELECT asked_tenant, asked_lane, g.position, g.kind, g.at, g.body FROM log g
  WHERE g.lane = place AND (before IS NULL OR g.position < before) AND (kinds IS NULL OR g.kind = ANY (kinds)) ORDER BY g.position DESC LIMIT wanted;
END $$;

-- up to the first position that a transaction under way may still fill: what commits out of order is never passed
CREATE FUNCTION scan_1(behind bigint, wanted bigint)
RETURNS TABLE (tenant text, lane text, "position" bigint, kind smallint, at double precision, body text)
LANGUAGE plpgsql SET search_path FROM CURRENT SET enable_seqscan = off SET enable_bitmapscan = off SET enable_sort = off SET enable_hashjoin = off SET enable_mergejoin = off SET jit = off SET plan_cache_mode = force_generic_plan AS $$
#variable_conflict use_column
DECLARE
  last bigint := last_position_1();
  settled bigint;
BEGIN
  PERFORM see_every_tenant_1();
  SELECT least(last, min(last - ((last - k.objid::bigint) & 2147483647))) INTO settled FROM pg_locks k
  WHERE k.locktype = 'advisory' AND k.objsubid = 2 AND k.classid = 'log_position'::regclass::oid AND k.database = (SELECT d.oid FROM pg_database d WHERE d.datname = current_database());
  RETURN QUERY SELECT g.tenant::text, l.name::text, g.position, g.kind, g.at, g.body FROM log g JOIN lane l ON l.number = g.lane
  WHERE g.position > behind AND g.position <= settled ORDER BY g.position LIMIT wanted;
END $$;

CREATE FUNCTION rows_1(asked_tenant text, asked_lane text, low text, high text, behind text, wanted bigint) RETURNS TABLE (key text, value text)
LANGUAGE plpgsql SET search_path FROM CURRENT SET enable_seqscan = off SET enable_bitmapscan = off SET enable_sort = off SET enable_hashjoin = off SET enable_mergejoin = off SET jit = off SET plan_cache_mode = force_generic_plan AS $$
#variable_conflict use_column
BEGIN
  PERFORM see_tenants_1(ARRAY[asked_tenant]);
  RETURN QUERY SELECT r.key::text, r.value FROM lane_row r
  WHERE r.lane = (SELECT l.number FROM lane l WHERE l.tenant = asked_tenant AND l.name = asked_lane)
    AND r.key >= low AND r.key < high AND (behind IS NULL OR r.key > behind) ORDER BY r.key LIMIT wanted;
END $$;

CREATE FUNCTION counters_1(asked_tenant text, keys text[]) RETURNS TABLE (ord bigint, value double precision)
LANGUAGE plpgsql SET search_path FROM CURRENT SET enable_seqscan = off SET jit = off SET plan_cache_mode = force_generic_plan AS $$
#variable_conflict use_column
BEGIN
  PERFORM see_tenants_1(ARRAY[asked_tenant]);
  RETURN QUERY SELECT a.ord, sum(c.value) FROM unnest(keys) WITH ORDINALITY a(key, ord) JOIN counter c ON c.tenant = asked_tenant AND c.key = a.key GROUP BY a.ord;
END $$;
`;
