INSERT INTO inbox_chat (id, project_id, identity_id, contact_id, channel_id, rev, dialog, state, group_id, responsible_id, last_at,
    tail_at, tail_number, waiting_since, last_client_at, last_client_rev, client_count, preview, created_at)
SELECT chat, %(project)s, identity, contact, %(channel)s, count, dialog, state, group_id, responsible, last_at, last_at, count,
       CASE WHEN state <> 'done' AND NOT ends_out THEN last_at - (count - last_out - 1) * step END,
       last_at - (count - last_in) * step, last_in, count - outs,
       CASE WHEN ends_out
            THEN jsonb_build_object('entry', entry, 'kind', 'message', 'direction', 'out', 'text', last_text, 'author', responsible,
                                    'state', 'read', 'origin', 'person')
            ELSE jsonb_build_object('entry', entry, 'kind', 'message', 'direction', 'in', 'text', last_text) END,
       last_at - (count - 1) * step
FROM filled ORDER BY chat
