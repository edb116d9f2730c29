INSERT INTO audience_contacttag (project_id, contact_id, tag_id, at)
SELECT %(project)s, contact, (%(tags)s::bigint[])[1 + (a / 10) %% cardinality(%(tags)s::bigint[])], last_at
FROM filled WHERE a %% 3 = 0
