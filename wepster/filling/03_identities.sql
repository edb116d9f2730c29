INSERT INTO audience_identity (id, project_id, channel_id, external_id, contact_id, first_name, last_name, username, language,
    created_at)
SELECT identity, %(project)s, %(channel)s, 'filled-' || contact, contact, first_name, last_name, '', 'ru',
       last_at - (count - 1) * step
FROM filled ORDER BY identity
