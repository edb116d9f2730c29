INSERT INTO inbox_participant (project_id, chat_id, dialog_id, member_id, since, open, last_at)
SELECT %(project)s, chat, dialog, other, last_at, state = 'active', last_at
FROM filled CROSS JOIN LATERAL (
    SELECT (%(members)s::bigint[])[1 + (b + 1) %% cardinality(%(members)s::bigint[])] AS other) AS added
WHERE responsible <> other AND a %% 5 = 0
