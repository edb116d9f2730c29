-- Tests make their own databases and empty tables between cases; never on real data.
ALTER ROLE wepster_owner CREATEDB;
ALTER DEFAULT PRIVILEGES FOR ROLE wepster_owner GRANT TRUNCATE ON TABLES TO wepster_app;
-- At the end of a run the owner closes what the application left open.
GRANT wepster_app TO wepster_owner;
