INSERT INTO inbox_chatread (project_id, chat_id, member_id, rev, client_count, at)
SELECT %(project)s, chat, responsible, count, count - outs, last_at FROM filled WHERE state = 'done' OR ends_out
