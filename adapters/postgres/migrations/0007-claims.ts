/**
 * What is due is claimed by its state, past rows that another holds; the attempt is counted in the same statement and the clock is read once.
 * Whoever looks for work buries the dead first, so that what they held waits for one look and no longer.
 * The last row of an answer has no lane: it tells the time and when to look again, or that the asking worker is fenced.
 */
export const claims = `
CREATE FUNCTION claim_timers_1(own bigint, wanted bigint, lease double precision) RETURNS TABLE (
  now double precision, next double precision, fenced boolean, tenant text, lane text, id text, due double precision, attempt bigint
) LANGUAGE plpgsql SET search_path FROM CURRENT SET enable_seqscan = off SET jit = off SET plan_cache_mode = force_generic_plan AS $$
#variable_conflict use_column
DECLARE
  ms double precision;
BEGIN
  PERFORM see_every_tenant_1();
  PERFORM bury_1();
  ms := now_ms();
  IF NOT alive_1(own) THEN
    RETURN QUERY SELECT ms, NULL::double precision, true, NULL::text, NULL::text, NULL::text, NULL::double precision, NULL::bigint;
    RETURN;
  END IF;
  RETURN QUERY WITH due AS MATERIALIZED (
    SELECT t.lane, t.id, t.next FROM timer t WHERE t.next <= ms ORDER BY t.next, t.lane, t.id LIMIT wanted FOR UPDATE SKIP LOCKED
  ), taken AS (
    UPDATE timer t SET next = ms + lease, attempt = t.attempt + 1, holder = own FROM due WHERE t.lane = due.lane AND t.id = due.id
    RETURNING t.tenant, t.lane, t.id, t.due, t.attempt, due.next AS was
  )
  SELECT NULL::double precision, NULL::double precision, false, t.tenant::text, l.name::text, t.id::text, t.due, t.attempt
  FROM taken t JOIN lane l ON l.number = t.lane ORDER BY t.was, t.lane, t.id;
  RETURN QUERY SELECT ms, (SELECT t.next FROM timer t ORDER BY t.next LIMIT 1), false, NULL::text, NULL::text, NULL::text, NULL::double precision, NULL::bigint;
END $$;

CREATE FUNCTION claim_effects_1(own bigint, wanted bigint, lease double precision) RETURNS TABLE (
  now double precision, next double precision, fenced boolean, tenant text, lane text, key text, queue text, body text, attempt bigint
) LANGUAGE plpgsql SET search_path FROM CURRENT SET enable_seqscan = off SET jit = off SET plan_cache_mode = force_generic_plan AS $$
#variable_conflict use_column
DECLARE
  ms double precision;
BEGIN
  PERFORM see_every_tenant_1();
  PERFORM bury_1();
  ms := now_ms();
  IF NOT alive_1(own) THEN
    RETURN QUERY SELECT ms, NULL::double precision, true, NULL::text, NULL::text, NULL::text, NULL::text, NULL::text, NULL::bigint;
    RETURN;
  END IF;
  RETURN QUERY WITH due AS MATERIALIZED (
    SELECT e.seq, e.next FROM effect e WHERE e.first AND e.next <= ms ORDER BY e.next, e.seq LIMIT wanted FOR UPDATE SKIP LOCKED
  ), taken AS (
    UPDATE effect e SET next = ms + lease, attempt = e.attempt + 1, holder = own FROM due WHERE e.seq = due.seq
    RETURNING e.seq, e.tenant, e.lane, e.key, e.queue, e.body, e.attempt, due.next AS was
  )
  SELECT NULL::double precision, NULL::double precision, false, e.tenant::text, l.name::text, e.key::text, e.queue::text, e.body, e.attempt
  FROM taken e JOIN lane l ON l.number = e.lane ORDER BY e.was, e.seq;
  RETURN QUERY SELECT ms, (SELECT e.next FROM effect e WHERE e.first ORDER BY e.next LIMIT 1), false, NULL::text, NULL::text, NULL::text, NULL::text, NULL::text, NULL::bigint;
END $$;
`;
