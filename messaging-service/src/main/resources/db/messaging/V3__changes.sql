-- Edits, unsends and reactions stand in the sequence like messages, and name the message that they are about.

alter table message add column target_seq bigint;

create index message_changes on message (conversation, target_seq) where target_seq is not null;

comment on column message.target_seq is 'The place of the message that this edit, unsend or reaction is about.';
comment on column message.body is 'Of a reaction the emoji. Null: of a message and its edits, that it was taken back; of a reaction, that it was.';
