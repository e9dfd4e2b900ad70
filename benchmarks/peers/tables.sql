-- What the peers keep beside our own tables: stock AdonisJS as its kits' migrations make them, Better Auth, and the
-- Flask design.
create schema stock;

create table stock.users (
  id serial primary key,
  full_name varchar(255),
  email varchar(254) not null unique,
  password varchar(255) not null,
  created_at timestamptz not null,
  updated_at timestamptz
);

create table stock.auth_access_tokens (
  id serial primary key,
  tokenable_id integer not null references stock.users (id) on delete cascade,
  type varchar(255) not null,
  name varchar(255),
  hash varchar(255) not null,
  abilities text not null,
  created_at timestamptz,
  updated_at timestamptz,
  last_used_at timestamptz,
  expires_at timestamptz
);

create table stock.sessions (
  id varchar(255) primary key,
  data text not null,
  user_id varchar(255),
  expires_at timestamptz not null
);
create index on stock.sessions (user_id);
create index on stock.sessions (expires_at);

create table stock.files (
  id serial primary key,
  user_id integer not null references stock.users (id) on delete cascade,
  name varchar(255) not null,
  kind varchar(127) not null,
  size integer not null,
  created_at timestamptz not null
);
create index on stock.files (user_id);

create table "user" (
  id text primary key,
  name text not null,
  email text not null unique,
  "emailVerified" boolean not null,
  image text,
  "createdAt" timestamptz not null default now(),
  "updatedAt" timestamptz not null default now()
);

create table session (
  id text primary key,
  "expiresAt" timestamptz not null,
  token text not null unique,
  "createdAt" timestamptz not null default now(),
  "updatedAt" timestamptz not null,
  "ipAddress" text,
  "userAgent" text,
  "userId" text not null references "user" (id) on delete cascade
);
create index on session ("userId");

create table account (
  id text primary key,
  "accountId" text not null,
  "providerId" text not null,
  "userId" text not null references "user" (id) on delete cascade,
  "accessToken" text,
  "refreshToken" text,
  "idToken" text,
  "accessTokenExpiresAt" timestamptz,
  "refreshTokenExpiresAt" timestamptz,
  scope text,
  password text,
  "createdAt" timestamptz not null default now(),
  "updatedAt" timestamptz not null
);

create table verification (
  id text primary key,
  identifier text not null,
  value text not null,
  "expiresAt" timestamptz not null,
  "createdAt" timestamptz not null default now(),
  "updatedAt" timestamptz not null default now()
);

create schema flask_design;

create table flask_design.users (
  id serial primary key,
  username varchar(64) not null unique,
  email varchar(254) not null unique,
  pending_email varchar(254),
  password_hash varchar(255) not null,
  status varchar(16) not null,
  is_super_user boolean not null,
  email_verified_at timestamptz,
  created_at timestamptz not null,
  updated_at timestamptz not null
);

create table flask_design.sessions (
  id varchar(64) primary key,
  user_id integer not null references flask_design.users (id) on delete cascade,
  data text not null,
  last_seen_at timestamptz not null,
  expires_at timestamptz not null
);
create index on flask_design.sessions (user_id);
create index on flask_design.sessions (expires_at);
