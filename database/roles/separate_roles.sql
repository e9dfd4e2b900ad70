-- Two roles for one database: gatehouse_migrator migrates and owns the tables; gatehouse_server serves, and can add
-- events but not change them. Run this as a superuser, connected to Gatehouse's database:
--
--   psql --set ON_ERROR_STOP=1 --dbname gatehouse --file database/roles/separate_roles.sql
--
-- Give each a password (\password gatehouse_migrator) and set DATABASE_URL: to the migrator for
-- "node ace migration:run", to the server for everything else. Run it after every migration; it can be repeated.

do $roles$
declare
  statement text;
begin
  if to_regrole('gatehouse_migrator') is null then create role gatehouse_migrator login; end if;
  if to_regrole('gatehouse_server') is null then create role gatehouse_server login; end if;

  -- Everything created before there were two roles belongs to the migrator.
  for statement in
    select format('alter table %I owner to gatehouse_migrator', tablename)
    from pg_tables where schemaname = 'public'
    union all
    select format('alter function %s owner to gatehouse_migrator', oid::regprocedure)
    from pg_proc where pronamespace = 'public'::regnamespace
      and not exists (select from pg_depend where objid = pg_proc.oid and deptype = 'e')
  loop
    execute statement;
  end loop;
  if to_regclass('event_seals_made') is not null then
    alter sequence event_seals_made owner to gatehouse_migrator;
  end if;
end
$roles$;

grant usage, create on schema public to gatehouse_migrator;
grant usage on schema public to gatehouse_server;
grant select, insert, update, delete on all tables in schema public to gatehouse_server;
grant select, usage on all sequences in schema public to gatehouse_server;

-- The database itself sets an event's id, time and transaction.
revoke all on events, event_seals from gatehouse_server;
grant select on events, event_seals to gatehouse_server;
grant insert on event_seals to gatehouse_server;
grant insert (kind, outcome, user_id, actor_id, credential, sign_in_id, personal_token_id, subject_type, subject_id,
  ip_address, user_agent, request_id, details, origin_salt, origin_digest) on events to gatehouse_server;
