/** One statement of the seeding. Those without a name are not reported. */
type Step = { what?: string; sql: string; takesUsers?: boolean }

/** Related rows are scattered over the tables, as when people come and go for years. Nobody knows their passwords. */
export const STEPS: Step[] = [
  {
    what: 'users',
    takesUsers: true,
    sql: `insert into users (username, email, password_hash, status, email_verified_at, email_claimed_at, created_at)
      select 'scale' || i, 'scale' || i || '@example.org', 'none',
        case when i % 100 = 0 then 'suspended' else 'active' end, case when i % 50 > 0 then now() end, now(),
        now() - (1 - i::float8 / $1::int) * interval '1000 days'
      from generate_series(1, $1::int) i`,
  },
  {
    sql: `create temporary table people on commit drop as
      select id, substr(username, 6)::int as place from users where username ~ '^scale[0-9]+$'`,
  },
  { sql: 'create unique index people_places on people (place)' },
  { sql: 'analyze people' },
  {
    what: 'sign-ins',
    takesUsers: true,
    sql: `insert into sign_ins (user_id, kind, name, ip_address, user_agent, last_seen_at, expires_at)
      select id, kind, 'Firefox on Linux', '127.0.0.1', 'Mozilla/5.0',
        now() - (1 - place::float8 / $1::int) * interval '30 days', now() + interval '30 days'
      from people, unnest('{browser,app}'::text[]) kind`,
  },
  {
    sql: `create temporary table devices on commit drop as
      select sign_ins.id, kind from sign_ins join people on people.id = user_id`,
  },
  {
    what: 'access tokens',
    sql: `insert into access_tokens (hash, sign_in_id, generation, expires_at)
      select sha256(('access' || id)::bytea), id, 0, now() + interval '15 minutes'
      from devices where kind = 'app'`,
  },
  {
    what: 'refresh tokens',
    sql: `insert into refresh_tokens (hash, sign_in_id, generation, expires_at)
      select sha256(('refresh' || id || generation)::bytea), id, generation, now() + interval '30 days'
      from devices, generate_series(0, 1) generation where kind = 'app'`,
  },
  {
    what: 'sessions',
    sql: `insert into sessions (id_hash, sign_in_id)
      select sha256(('session' || id)::bytea), id from devices where kind = 'browser'`,
  },
  {
    what: 'files',
    takesUsers: true,
    sql: `insert into files (id, owner_id, name, size, media_type, sha256, state, created_at)
      select gen_random_uuid(), people.id, 'Report ' || (i * 7919 % ($1::int / 2)) || '.txt',
        1000 + i % 90000, 'text/plain', sha256(i::text::bytea), 'stored', now() - i * interval '10 s'
      from generate_series(1::bigint, $1::int / 2) i
      join people on people.place = case
        when i % 50 < 10 then 1
        when i % 50 = 10 then 3
        else 5 + i * 7919 % ($1::int - 4)
      end`,
  },
  {
    sql: `create temporary table strangers on commit drop as
      select files.id, place, created_at, row_number() over (order by md5(files.id::text)) as number
      from files join people on people.id = owner_id where place > 4`,
  },
  {
    what: 'shares',
    takesUsers: true,
    sql: `insert into file_shares (file_id, user_id, role, created_at)
      select strangers.id, people.id, case when number % 10 = 0 then 'editor' else 'viewer' end, created_at
      from strangers join people on (people.place = 2 and number <= $1::int / 10)
        or (people.place = 4 and number <= $1::int / 100)
        or (people.place = 5 + strangers.place % ($1::int - 4) and number % 2 = 0)`,
  },
]
