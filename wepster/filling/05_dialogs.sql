INSERT INTO inbox_dialog (id, project_id, chat_id, number, state, group_id, responsible_id, payload, text, opened_at, taken_at,
    closed_at, closed_by_id)
SELECT dialog, %(project)s, chat, 1, state, group_id, responsible, '', left(last_text, 200), last_at - (count - 1) * step,
       CASE WHEN state <> 'new' THEN last_at END, CASE WHEN state = 'done' THEN last_at END,
       CASE WHEN state = 'done' THEN responsible END
FROM filled ORDER BY dialog
