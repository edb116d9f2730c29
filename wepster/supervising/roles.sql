-- Two roles: wepster_owner owns the tables and migrates, wepster_app works. Neither passes row policies or owns the cluster.
-- Run in template1, so that every database made from it (the tests' too) has the same default privileges.
\set ON_ERROR_STOP on
SELECT format('CREATE ROLE %I LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE NOBYPASSRLS', name)
FROM unnest(ARRAY['wepster_owner', 'wepster_app']) AS name
WHERE NOT EXISTS (SELECT FROM pg_roles WHERE rolname = name) \gexec
ALTER DEFAULT PRIVILEGES FOR ROLE wepster_owner GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO wepster_app;
ALTER DEFAULT PRIVILEGES FOR ROLE wepster_owner GRANT USAGE, SELECT, UPDATE ON SEQUENCES TO wepster_app;
SELECT 'CREATE DATABASE wepster OWNER wepster_owner'
WHERE NOT EXISTS (SELECT FROM pg_database WHERE datname = 'wepster') \gexec
