/**
 * Effects of the changes of one commit, whose lanes it has locked. Of a queue only the oldest pending one is `first`. Lists are arrays
 * of one length; a lane is null where its change is refused.
 */
export const effects = `
-- one settlement a key; those of a key that is settled again have a later turn
CREATE FUNCTION settle_1(lanes bigint[], changes int[], passes int[], turn int, keys text[], results text[], dues double precision[], attempts bigint[], causes text[]) RETURNS void
LANGUAGE plpgsql AS $$
DECLARE
  moved_lanes bigint[];
  moved_queues text[];
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
  SELECT array_agg(lane), array_agg(queue) INTO moved_lanes, moved_queues
  FROM (SELECT lane, queue FROM left_queue UNION SELECT lane, queue FROM left_dead WHERE result = 'retry') m WHERE queue IS NOT NULL;
  IF moved_lanes IS NULL THEN
    RETURN;
  END IF;
  UPDATE effect e SET first = true FROM unnest(moved_lanes, moved_queues) m(lane, queue)
  CROSS JOIN LATERAL (SELECT x.seq FROM effect x WHERE x.lane = m.lane AND x.queue = m.queue ORDER BY x.seq LIMIT 1) h
  WHERE e.seq = h.seq AND NOT e.first;
END $$;

-- answers, as two lists, the change and key of those born claimed that must wait their turn; a key that is still there is not added again
CREATE FUNCTION add_effects_1(
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
    INSERT INTO effect (tenant, lane, key, queue, next, attempt, holder, first, body)
    SELECT tenants[change], lane, key, queue, CASE WHEN attempt = 1 AND NOT leads THEN ms ELSE due END, CASE WHEN leads THEN attempt ELSE 0 END,
      CASE WHEN attempt = 1 AND leads THEN epochs[change] END, leads, body
    FROM ranked ORDER BY ord
  )
  SELECT array_agg(change ORDER BY ord), array_agg(key ORDER BY ord) INTO waiting_changes, waiting_keys FROM ranked WHERE attempt = 1 AND NOT leads;
END $$;
`;
