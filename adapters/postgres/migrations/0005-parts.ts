/**
 * What the changes of one commit take away from their lanes and bring, effects and entries apart. `lanes` and `tenants` stand in the order
 * of the changes, a lane null where its change is refused; the lists name their change, counted from 1, and no key of a lane twice.
 */
export const parts = `
CREATE FUNCTION take_away_1(lanes bigint[], tenants text[], changes int[], whats text[], keys text[]) RETURNS void
LANGUAGE plpgsql AS $$
BEGIN
  IF 'identity' = ANY (whats) THEN
    DELETE FROM identity x USING unnest(changes, whats, keys) g(change, what, key)
    WHERE g.what = 'identity' AND x.tenant = tenants[g.change] AND x.identity = g.key AND x.lane = lanes[g.change];
  END IF;
  IF 'instance' = ANY (whats) THEN
    DELETE FROM instance x USING unnest(changes, whats, keys) g(change, what, key) WHERE g.what = 'instance' AND x.lane = lanes[g.change] AND x.id = g.key;
  END IF;
  IF 'timer' = ANY (whats) THEN
    DELETE FROM timer x USING unnest(changes, whats, keys) g(change, what, key) WHERE g.what = 'timer' AND x.lane = lanes[g.change] AND x.id = g.key;
  END IF;
  IF 'parked' = ANY (whats) THEN
    DELETE FROM parked x USING unnest(changes, whats, keys) g(change, what, key) WHERE g.what = 'parked' AND x.lane = lanes[g.change] AND x.id = g.key;
  END IF;
  IF 'row' = ANY (whats) THEN
    DELETE FROM lane_row x USING unnest(changes, whats, keys) g(change, what, key) WHERE g.what = 'row' AND x.lane = lanes[g.change] AND x.key = g.key;
  END IF;
END $$;

CREATE FUNCTION put_instances_1(lanes bigint[], tenants text[], changes int[], ids text[], journeys text[], statuses text[]) RETURNS void
LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO instance (tenant, lane, id, journey, status)
  SELECT tenants[x.change], lanes[x.change], x.id, x.journey, x.status FROM unnest(changes, ids, journeys, statuses) x(change, id, journey, status)
  WHERE lanes[x.change] IS NOT NULL ON CONFLICT (lane, id) DO UPDATE SET journey = excluded.journey, status = excluded.status;
END $$;

CREATE FUNCTION put_timers_1(lanes bigint[], tenants text[], changes int[], ids text[], dues double precision[]) RETURNS void
LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO timer (tenant, lane, id, due, next, attempt)
  SELECT tenants[x.change], lanes[x.change], x.id, x.due, x.due, 0 FROM unnest(changes, ids, dues) x(change, id, due)
  WHERE lanes[x.change] IS NOT NULL ON CONFLICT (lane, id) DO UPDATE SET due = excluded.due, next = excluded.next, attempt = 0, holder = NULL;
END $$;

CREATE FUNCTION put_parked_1(
  lanes bigint[], tenants text[], changes int[], ids text[], journeys text[], instances text[], ats double precision[], causes text[], bodies text[]
) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO parked (tenant, lane, id, journey, instance, at, cause, body)
  SELECT tenants[x.change], lanes[x.change], x.id, x.journey, x.instance, x.at, x.cause, x.body
  FROM unnest(changes, ids, journeys, instances, ats, causes, bodies) x(change, id, journey, instance, at, cause, body)
  WHERE lanes[x.change] IS NOT NULL
  ON CONFLICT (lane, id) DO UPDATE SET journey = excluded.journey, instance = excluded.instance, at = excluded.at, cause = excluded.cause, body = excluded.body;
END $$;

CREATE FUNCTION put_rows_1(lanes bigint[], tenants text[], changes int[], keys text[], row_values text[]) RETURNS void
LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO lane_row (tenant, lane, key, value)
  SELECT tenants[x.change], lanes[x.change], x.key, x.value FROM unnest(changes, keys, row_values) x(change, key, value)
  WHERE lanes[x.change] IS NOT NULL ON CONFLICT (lane, key) DO UPDATE SET value = excluded.value;
END $$;

-- two commits at one moment meet on a row only where their servers' processes share a shard; then one waits
CREATE FUNCTION count_1(lanes bigint[], tenants text[], changes int[], keys text[], amounts double precision[]) RETURNS void
LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO counter AS c (tenant, key, shard, value)
  SELECT tenants[x.change] COLLATE "C", x.key COLLATE "C", pg_backend_pid() % 64, sum(x.amount) FROM unnest(changes, keys, amounts) x(change, key, amount)
  WHERE lanes[x.change] IS NOT NULL GROUP BY 1, 2 ORDER BY 1, 2
  ON CONFLICT (tenant, key, shard) DO UPDATE SET value = c.value + excluded.value;
END $$;
`;
