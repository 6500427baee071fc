/** Whoever listens is told when work was given back. Only then: a notification makes commits take turns. */
export const hints = `
CREATE OR REPLACE FUNCTION release_1(ended bigint) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
  given integer;
  more integer;
BEGIN
  DELETE FROM worker WHERE epoch = ended;
  WITH held AS MATERIALIZED (SELECT seq FROM effect WHERE first AND holder = ended FOR UPDATE SKIP LOCKED)
    UPDATE effect e SET next = now_ms() FROM held WHERE e.seq = held.seq;
  GET DIAGNOSTICS given = ROW_COUNT;
  WITH held AS MATERIALIZED (SELECT lane, id FROM timer WHERE holder = ended FOR UPDATE SKIP LOCKED)
    UPDATE timer t SET next = t.due, holder = NULL FROM held WHERE t.lane = held.lane AND t.id = held.id;
  GET DIAGNOSTICS more = ROW_COUNT;
  IF given + more > 0 THEN
    PERFORM tell_1();
  END IF;
END $$;

-- one channel for the database: its payload says which schema it is about
CREATE FUNCTION tell_1() RETURNS void LANGUAGE sql SET search_path FROM CURRENT AS $$ SELECT pg_notify('throughline', current_schema()::text) $$;
`;
