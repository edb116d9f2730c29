-- Chats that a broadcast has just reached: in each an entry and a delivery that wait to be sent.
CREATE TEMP TABLE sending ON COMMIT DROP AS
SELECT c.channel, 800000 + n AS peer,
       nextval(pg_get_serial_sequence('audience_contact', 'id')) AS contact,
       nextval(pg_get_serial_sequence('audience_identity', 'id')) AS identity,
       nextval(pg_get_serial_sequence('inbox_chat', 'id')) AS chat,
       nextval(pg_get_serial_sequence('inbox_dialog', 'id')) AS dialog,
       nextval(pg_get_serial_sequence('inbox_entry', 'id')) AS entry
FROM generate_series(1, %(chats)s) AS n CROSS JOIN unnest(%(channels)s::bigint[]) AS c (channel);

INSERT INTO audience_contact (id, project_id, first_name, last_name, name_edited, status_id, email, phone, sex, country, city,
    address, about, fields, search, version, created_at, last_at)
SELECT contact, %(project)s, 'Лев', '', false, (SELECT min(id) FROM audience_status WHERE project_id = %(project)s), '', '', '', '',
       '', '', '', '{}', 'лев', 1, %(now)s, %(now)s
FROM sending;

INSERT INTO audience_identity (id, project_id, channel_id, external_id, contact_id, first_name, last_name, username, language,
    created_at)
SELECT identity, %(project)s, channel, peer::text, contact, 'Лев', '', '', 'ru', %(now)s FROM sending;

INSERT INTO inbox_chat (id, project_id, identity_id, contact_id, channel_id, rev, dialog, state, group_id, last_at, tail_at,
    tail_number, last_client_rev, client_count, preview, created_at)
SELECT chat, %(project)s, identity, contact, channel, 1, dialog, 'done', %(group)s, %(now)s, %(now)s, 0, 0, 0,
       jsonb_build_object('entry', entry, 'kind', 'message', 'direction', 'out', 'text', %(text)s::text, 'state', 'queued',
                          'origin', 'broadcast'), %(now)s
FROM sending;

INSERT INTO inbox_dialog (id, project_id, chat_id, number, state, group_id, payload, text, opened_at, closed_at, closed_by_id)
SELECT dialog, %(project)s, chat, 1, 'done', %(group)s, '', '', %(now)s, %(now)s, %(member)s FROM sending;

INSERT INTO inbox_entry (id, project_id, chat_id, dialog, rev, kind, direction, origin, author_name, verb, text, content, media,
    reply_to, at, number, state, error_code, error_text, created_at)
SELECT entry, %(project)s, chat, dialog, 1, 'message', 'out', 'broadcast', '', '', %(text)s, '{}', '{}', '', %(now)s, 0, 'queued',
       '', '', %(now)s
FROM sending;

INSERT INTO channels_hub_delivery (project_id, channel_id, chat, entry, peer, intent, part, priority, content, state, due_at, tries,
    provider_id, error_code, error_text, created_at)
SELECT %(project)s, channel, chat, entry, peer::text, 'bench:' || entry, 0, %(priority)s,
       jsonb_build_object('text', %(text)s::text), 'queued', %(now)s, 0, '', '', '', %(now)s
FROM sending ORDER BY entry;
