/**
 * Each statement of a function must see what was committed before it began, which is so in READ COMMITTED alone. Where a database or a role begins its
 * transactions otherwise, nothing is done and the caller is told to begin one itself: a snapshot cannot be made fresh once it was taken.
 */
export const isolation = `
CREATE FUNCTION refuse_old_snapshot_1() RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  IF current_setting('transaction_isolation') IN ('repeatable read', 'serializable') THEN
    RAISE 'the functions of this schema need READ COMMITTED' USING ERRCODE = 'inappropriate_isolation_level_for_branch_transaction';
  END IF;
END $$;

CREATE OR REPLACE FUNCTION see_tenants_1(names text[]) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  PERFORM refuse_old_snapshot_1();
  PERFORM set_config('throughline.tenants', names::text, true), set_config('throughline.every_tenant', 'off', true);
END $$;
CREATE OR REPLACE FUNCTION see_every_tenant_1() RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  PERFORM refuse_old_snapshot_1();
  PERFORM set_config('throughline.every_tenant', 'on', true);
END $$;
`;
