/**
 * What is there already is counted once, while nobody commits. A step of its own: a commit that was under way while the functions changed
 * counted nothing and has ended before this begins. Of the log it counts nothing, as that may be long: its entries count from here on.
 */
export const firstBalance = `
LOCK TABLE lane, log IN EXCLUSIVE MODE;
SELECT see_every_tenant_1();
DELETE FROM balance;
INSERT INTO balance SELECT -1, (SELECT count(*) FROM lane WHERE version > 0), (SELECT count(*) FROM instance), (SELECT count(*) FROM timer),
  (SELECT count(*) FROM effect) + (SELECT count(*) FROM dead), (SELECT count(*) FROM parked), 0;
UPDATE meta SET counted_after = greatest(position, last_position_1());
DROP FUNCTION settle_1, add_effects_1, take_away_1, put_instances_1, put_timers_1, put_parked_1;
`;
