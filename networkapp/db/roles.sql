-- What the administrator of a PostgreSQL server (15 or newer) runs once for networkapp,
-- as a superuser or as a role with CREATEROLE and CREATEDB:
--
--   psql -d postgres -v login=networkapp -v database=networkapp -f networkapp/db/roles.sql
--
-- It asks for no password: set one afterwards with \password networkapp, and put it in
-- DATABASE_URL=postgresql://networkapp:…@host/networkapp. For a server used for development
-- and tests add -v createdb=1, so that app_owner may create test databases.
-- Running it again changes nothing.
--
-- The app signs in as the one login role and takes one of three roles, given in the connection's
-- options (-c role=…). The login role itself may do nothing (NOINHERIT).
--   app_owner   owns the tables, runs migrations
--   app_web     reads and writes rows; row-level security says which
--   app_system  the worker and the backup: every row; becomes app_web for one student's work
-- None of the four may be a superuser or have BYPASSRLS: "manage.py check --database default"
-- and /readyz say so when one is. A pooler in front (PgBouncer) must pass "options" on, or
-- listing it under ignore_startup_parameters needs one pool for each role.
--
-- Row-level security stops forgotten filters, not SQL injection: whoever can send any SQL as
-- the login role can also send SET ROLE.

\set ON_ERROR_STOP on

-- app_owner inherits, or PostgreSQL 15 would not let it use its own database's schema.
SELECT format('CREATE ROLE %I NOLOGIN %s', name, inherits)
FROM (VALUES ('app_owner', 'INHERIT'), ('app_web', 'NOINHERIT'), ('app_system', 'NOINHERIT'))
  AS role(name, inherits)
WHERE NOT EXISTS (SELECT FROM pg_roles WHERE rolname = name) \gexec

SELECT format('CREATE ROLE %I LOGIN NOINHERIT', :'login')
WHERE NOT EXISTS (SELECT FROM pg_roles WHERE rolname = :'login') \gexec

\if :{?createdb}
ALTER ROLE app_owner CREATEDB;
\endif

GRANT app_owner, app_web, app_system TO :"login";
GRANT app_web TO app_system, app_owner;

-- Only a member of app_owner may give it a database; superusers need not be.
SELECT 'GRANT app_owner TO CURRENT_USER'
WHERE NOT pg_has_role(current_user, 'app_owner', 'USAGE') \gexec

SELECT format('CREATE DATABASE %I OWNER app_owner ENCODING %L TEMPLATE template0',
              :'database', 'UTF8')
WHERE NOT EXISTS (SELECT FROM pg_database WHERE datname = :'database') \gexec

SELECT format('REVOKE ALL ON DATABASE %I FROM PUBLIC', :'database') \gexec
SELECT format('GRANT CONNECT, TEMPORARY ON DATABASE %I TO %I', :'database', :'login') \gexec

\connect :"database"

-- The rights on tables are given by "manage.py migrate", which runs as app_owner.
REVOKE CREATE ON SCHEMA public FROM PUBLIC;
GRANT USAGE, CREATE ON SCHEMA public TO app_owner;
GRANT USAGE ON SCHEMA public TO app_web, app_system;
