/**
 * Who may commit. Every open worker has a row that it renews; without one, or once its time is over, it is fenced. A commit holds the
 * lock of its epoch in shared mode, and a burial takes it alone: what a worker is committing is finished before it is buried or comes after.
 */
export const workers = `
-- the commit's own statement asks this; the answer holds until its end
CREATE FUNCTION alive_1(asked bigint) RETURNS boolean LANGUAGE plpgsql AS $$
BEGIN
  PERFORM pg_advisory_xact_lock_shared('worker'::regclass::oid::int, (asked & 2147483647)::int);
  RETURN EXISTS (SELECT FROM worker WHERE epoch = asked AND until > now_ms());
END $$;

-- ends one worker: what it holds is due at once. What another has locked is in good hands and stays
CREATE FUNCTION release_1(ended bigint) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  DELETE FROM worker WHERE epoch = ended;
  WITH held AS MATERIALIZED (SELECT seq FROM effect WHERE first AND holder = ended FOR UPDATE SKIP LOCKED)
    UPDATE effect e SET next = now_ms() FROM held WHERE e.seq = held.seq;
  WITH held AS MATERIALIZED (SELECT lane, id FROM timer WHERE holder = ended FOR UPDATE SKIP LOCKED)
    UPDATE timer t SET next = t.due, holder = NULL FROM held WHERE t.lane = held.lane AND t.id = held.id;
END $$;

CREATE FUNCTION bury_1() RETURNS void LANGUAGE plpgsql AS $$
DECLARE
  ended bigint;
BEGIN
  FOR ended IN SELECT epoch FROM worker WHERE until <= now_ms() ORDER BY epoch LOOP
    IF pg_try_advisory_xact_lock('worker'::regclass::oid::int, (ended & 2147483647)::int) THEN
      PERFORM release_1(ended);
    END IF;
  END LOOP;
END $$;

CREATE FUNCTION last_position_1() RETURNS bigint LANGUAGE sql AS $$ SELECT CASE WHEN is_called THEN last_value ELSE 0 END FROM log_position $$;

CREATE FUNCTION open_1(named text, lease double precision) RETURNS TABLE (opened bigint, reached bigint, unfinished bigint, salted text) LANGUAGE plpgsql SET search_path FROM CURRENT AS $$
BEGIN
  PERFORM see_every_tenant_1();
  PERFORM bury_1();
  INSERT INTO worker (epoch, name, until) VALUES (nextval('worker_epoch'), named, now_ms() + lease) RETURNING epoch INTO opened;
  SELECT greatest((SELECT max(position) FROM log), position), salt::text INTO reached, salted FROM meta;
  SELECT count(*) INTO unfinished FROM effect e WHERE e.first AND e.holder IS NOT NULL AND NOT EXISTS (SELECT FROM worker w WHERE w.epoch = e.holder);
  RETURN NEXT;
END $$;

-- false once the time is over: a worker that slept through it has lost what it held, buried or not
CREATE FUNCTION renew_1(own bigint, lease double precision) RETURNS boolean LANGUAGE plpgsql SET search_path FROM CURRENT AS $$
DECLARE
  renewed boolean;
BEGIN
  PERFORM see_every_tenant_1();
  UPDATE worker SET until = now_ms() + lease WHERE epoch = own AND until > now_ms();
  renewed := FOUND;
  PERFORM bury_1();
  RETURN renewed;
END $$;

CREATE FUNCTION close_1(own bigint) RETURNS void LANGUAGE plpgsql SET search_path FROM CURRENT AS $$
BEGIN
  PERFORM see_every_tenant_1();
  PERFORM pg_advisory_xact_lock('worker'::regclass::oid::int, (own & 2147483647)::int);
  PERFORM release_1(own);
END $$;
`;
