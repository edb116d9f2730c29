-- Who they are and how their chats stand: everything later statements need to agree on. Entries of a chat: i = 1…count,
-- each third but the first and the last is ours; `ends_out` says whose the last is.
CREATE TEMP TABLE filled ON COMMIT DROP AS
WITH numbered AS (
    SELECT n, abs(hashint4(n)) AS a, abs(hashint4(n * 31 + 7)) AS b,
           1 + (floor(%(rest)s * power(n::float / %(contacts)s, 3)) - floor(%(rest)s * power((n - 1)::float / %(contacts)s, 3)))::int AS count
    FROM generate_series(%(first)s::int, %(last)s::int) AS n
), stated AS (
    SELECT *, CASE WHEN a %% 100000 < %(new)s THEN 'new' WHEN a %% 100000 < %(open)s THEN 'active' ELSE 'done' END AS state FROM numbered
), timed AS (
    SELECT *, %(now)s::timestamptz - CASE state WHEN 'new' THEN interval '2 days' WHEN 'active' THEN interval '6 days'
                                     ELSE interval '700 days' END * power((b %% 100000) / 100000.0, 2) AS last_at,
           count > 1 AND (state = 'done' OR (state = 'active' AND b %% 2 = 0)) AS ends_out,
           CASE WHEN state <> 'new' THEN (%(members)s::bigint[])[1 + b %% cardinality(%(members)s::bigint[])] END AS responsible
    FROM stated
)
SELECT t.*, (count - 1) / 3 + ends_out::int AS outs, 3 * ((count - 1) / 3) AS last_out,
       CASE WHEN NOT ends_out THEN count WHEN (count - 1) %% 3 = 0 AND count > 1 THEN count - 2 ELSE count - 1 END AS last_in,
       interval '37 minutes' AS step,
       (%(first_names)s::text[])[1 + a %% cardinality(%(first_names)s::text[])] AS first_name,
       (%(last_names)s::text[])[1 + b %% cardinality(%(last_names)s::text[])] AS last_name,
       (%(groups)s::bigint[])[1 + (a / 100) %% cardinality(%(groups)s::bigint[])] AS group_id,
       (%(statuses)s::bigint[])[1 + (b / 7) %% cardinality(%(statuses)s::bigint[])] AS status_id,
       (%(texts)s::text[])[1 + (b / 3) %% cardinality(%(texts)s::text[])] AS last_text,
       nextval(pg_get_serial_sequence('audience_contact', 'id')) AS contact,
       nextval(pg_get_serial_sequence('audience_identity', 'id')) AS identity,
       nextval(pg_get_serial_sequence('inbox_chat', 'id')) AS chat,
       nextval(pg_get_serial_sequence('inbox_dialog', 'id')) AS dialog,
       nextval(pg_get_serial_sequence('inbox_entry', 'id')) AS entry
FROM timed t
