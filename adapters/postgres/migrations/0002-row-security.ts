/**
 * Rows are seen by their tenant. Each function of this schema names, for its own transaction only, the tenants it was asked about, or all
 * of them where its work is everybody's (what is due, the whole log). Whoever names none sees nothing, the owner of the tables included.
 */
export const rowSecurity = `
CREATE FUNCTION tenants_seen() RETURNS text[] LANGUAGE sql STABLE AS $$ SELECT nullif(current_setting('throughline.tenants', true), '')::text[] $$;
CREATE FUNCTION sees_all() RETURNS boolean LANGUAGE sql STABLE AS $$ SELECT coalesce(current_setting('throughline.every_tenant', true), '') = 'on' $$;

DO $$
DECLARE
  name text;
BEGIN
  FOREACH name IN ARRAY ARRAY['lane', 'identity', 'instance', 'log', 'dedupe', 'timer', 'effect', 'dead', 'parked', 'lane_row', 'counter'] LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', name);
    EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', name);
    -- a query in brackets is asked once a statement, not once a row
    EXECUTE format('CREATE POLICY named_tenants ON %I USING (tenant = ANY ((SELECT tenants_seen())::text[]))', name);
    EXECUTE format('CREATE POLICY every_tenant ON %I USING ((SELECT sees_all()))', name);
  END LOOP;
END $$;

CREATE FUNCTION see_tenants_1(names text[]) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  PERFORM set_config('throughline.tenants', names::text, true), set_config('throughline.every_tenant', 'off', true);
END $$;
CREATE FUNCTION see_every_tenant_1() RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  PERFORM set_config('throughline.every_tenant', 'on', true);
END $$;
`;
