/**
 * A clock that goes back. A lease counts from when it was given, so one that runs for longer than it was given for was given before: it begins again now, as do
 * the claims of its worker. Whoever lives is renewed in time as ever, whoever is dead is dead a lease later, and nobody's time ends sooner than was said: what fences
 * is the look at the lease inside the commit, which stays as it was. Rows of before have neither, and end when the clock reaches them.
 */
export const clock = `
ALTER TABLE worker ADD COLUMN lease_ms double precision;
ALTER TABLE effect ADD COLUMN claimed double precision;
ALTER TABLE timer ADD COLUMN claimed double precision;

-- what another has locked is being renewed, settled or handed out by the same clock, and stays
CREATE FUNCTION follow_clock_1() RETURNS void LANGUAGE plpgsql AS $$
DECLARE
  early bigint;
BEGIN
  FOR early IN SELECT epoch FROM worker WHERE until > now_ms() + lease_ms ORDER BY epoch FOR UPDATE SKIP LOCKED LOOP
    UPDATE worker SET until = now_ms() + lease_ms WHERE epoch = early;
    WITH held AS MATERIALIZED (SELECT seq, now_ms() AS ms FROM effect WHERE first AND holder = early AND claimed > now_ms() FOR UPDATE SKIP LOCKED)
      UPDATE effect e SET next = held.ms + (e.next - e.claimed), claimed = held.ms FROM held WHERE e.seq = held.seq;
    WITH held AS MATERIALIZED (SELECT lane, id, now_ms() AS ms FROM timer WHERE holder = early AND claimed > now_ms() FOR UPDATE SKIP LOCKED)
      UPDATE timer t SET next = held.ms + (t.next - t.claimed), claimed = held.ms FROM held WHERE t.lane = held.lane AND t.id = held.id;
  END LOOP;
END $$;

CREATE OR REPLACE FUNCTION bury_1() RETURNS void LANGUAGE plpgsql AS $$
DECLARE
  ended bigint;
BEGIN
  PERFORM follow_clock_1();
  FOR ended IN SELECT epoch FROM worker WHERE until <= now_ms() ORDER BY epoch LOOP
    IF pg_try_advisory_xact_lock('worker'::regclass::oid::int, (ended & 2147483647)::int) THEN
      PERFORM release_1(ended);
    END IF;
  END LOOP;
END $$;

CREATE OR REPLACE FUNCTION open_1(named text, lease double precision) RETURNS TABLE (opened bigint, reached bigint, unfinished bigint, salted text) LANGUAGE plpgsql SET search_path FROM CURRENT AS $$
BEGIN
  PERFORM see_every_tenant_1();
  PERFORM bury_1();
  INSERT INTO worker (epoch, name, until, lease_ms) VALUES (nextval('worker_epoch'), named, now_ms() + lease, lease) RETURNING epoch INTO opened;
  SELECT greatest((SELECT max(position) FROM log), position), salt::text INTO reached, salted FROM meta;
  SELECT count(*) INTO unfinished FROM effect e WHERE e.first AND e.holder IS NOT NULL AND NOT EXISTS (SELECT FROM worker w WHERE w.epoch = e.holder);
  RETURN NEXT;
END $$;

-- the clock first: afterwards nothing would show any more that this lease was given before
CREATE OR REPLACE FUNCTION renew_1(own bigint, lease double precision) RETURNS boolean LANGUAGE plpgsql SET search_path FROM CURRENT AS $$
DECLARE
  renewed boolean;
BEGIN
  PERFORM see_every_tenant_1();
  PERFORM follow_clock_1();
  UPDATE worker SET until = now_ms() + lease, lease_ms = lease WHERE epoch = own AND until > now_ms();
  renewed := FOUND;
  PERFORM bury_1();
  RETURN renewed;
END $$;

CREATE OR REPLACE FUNCTION claim_timers_1(own bigint, wanted bigint, lease double precision) RETURNS TABLE (
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
    UPDATE timer t SET next = ms + lease, attempt = t.attempt + 1, holder = own, claimed = ms FROM due WHERE t.lane = due.lane AND t.id = due.id
    RETURNING t.tenant, t.lane, t.id, t.due, t.attempt, due.next AS was
  )
  SELECT NULL::double precision, NULL::double precision, false, t.tenant::text, l.name::text, t.id::text, t.due, t.attempt
  FROM taken t JOIN lane l ON l.number = t.lane ORDER BY t.was, t.lane, t.id;
  RETURN QUERY SELECT ms, (SELECT t.next FROM timer t ORDER BY t.next LIMIT 1), false, NULL::text, NULL::text, NULL::text, NULL::double precision, NULL::bigint;
END $$;

CREATE OR REPLACE FUNCTION claim_effects_1(own bigint, wanted bigint, lease double precision) RETURNS TABLE (
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
    UPDATE effect e SET next = ms + lease, attempt = e.attempt + 1, holder = own, claimed = ms FROM due WHERE e.seq = due.seq
    RETURNING e.seq, e.tenant, e.lane, e.key, e.queue, e.body, e.attempt, due.next AS was
  )
  SELECT NULL::double precision, NULL::double precision, false, e.tenant::text, l.name::text, e.key::text, e.queue::text, e.body, e.attempt
  FROM taken e JOIN lane l ON l.number = e.lane ORDER BY e.was, e.seq;
  RETURN QUERY SELECT ms, (SELECT e.next FROM effect e WHERE e.first ORDER BY e.next LIMIT 1), false, NULL::text, NULL::text, NULL::text, NULL::text, NULL::text, NULL::bigint;
END $$;

-- answers, as two lists, the change and key of those born claimed that must wait their turn; a key that is still there is not added again
CREATE OR REPLACE FUNCTION add_effects_1(
  lanes bigint[], tenants text[], epochs bigint[], changes int[], keys text[], dues double precision[], attempts int[], queues text[], bodies text[], ms double precision,
  OUT waiting_changes int[], OUT waiting_keys text[]
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
  SELECT array_agg(change ORDER BY ord), array_agg(key ORDER BY ord) INTO waiting_changes, waiting_keys FROM ranked WHERE attempt = 1 AND NOT leads;
END $$;
`;
