INSERT INTO inbox_entry (id, project_id, chat_id, dialog, rev, kind, direction, origin, author_id, author_name, verb, text, content,
    media, provider_id, reply_to, at, number, state, error_code, error_text, created_at)
SELECT CASE WHEN i.i = count THEN entry ELSE nextval(pg_get_serial_sequence('inbox_entry', 'id')) END, %(project)s, chat, dialog, i.i,
       'message', CASE WHEN ours THEN 'out' ELSE 'in' END, CASE WHEN ours THEN 'person' ELSE '' END,
       CASE WHEN ours THEN COALESCE(responsible, (%(members)s::bigint[])[1]) END, '', '',
       CASE WHEN i.i = count THEN last_text
            ELSE (%(texts)s::text[])[1 + (b / 3 + i.i) %% cardinality(%(texts)s::text[])] END,
       '{}', '{}', i.i::text, '', last_at - (count - i.i) * step, i.i, CASE WHEN ours THEN 'read' ELSE '' END, '', '',
       last_at - (count - i.i) * step
FROM filled CROSS JOIN LATERAL generate_series(1, count) AS i (i)
CROSS JOIN LATERAL (SELECT CASE WHEN i.i = count THEN ends_out ELSE i.i %% 3 = 0 END AS ours) AS side
ORDER BY filled.chat, i.i
