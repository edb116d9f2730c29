INSERT INTO audience_contact (id, project_id, first_name, last_name, name_edited, status_id, email, phone, sex, country, city,
    address, about, fields, search, version, created_at, last_at)
SELECT contact, %(project)s, first_name, last_name, false, status_id, '', '', '', '', '', '', '', '{}',
       lower(first_name || ' ' || last_name), 1, last_at - (count - 1) * step, last_at
FROM filled ORDER BY contact
