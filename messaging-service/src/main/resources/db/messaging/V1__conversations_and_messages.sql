-- Every query of this service finds its rows by an index, and the pipeline writes nothing that is indexed except new rows:
-- updates of a conversation and of a watermark stay within their page (HOT), for which the fill factor leaves room.

create table conversation (
    key bigint generated always as identity primary key,
    id text not null,
    lower_address text not null,
    higher_address text not null,
    last_seq bigint not null default 0,
    last_at_ms bigint not null default 0,
    lower_delivered bigint not null default 0,
    lower_delivered_at_ms bigint not null default 0,
    lower_read bigint not null default 0,
    lower_read_at_ms bigint not null default 0,
    higher_delivered bigint not null default 0,
    higher_delivered_at_ms bigint not null default 0,
    higher_read bigint not null default 0,
    higher_read_at_ms bigint not null default 0,
    constraint conversation_id_once unique (id),
    constraint conversation_in_order check (lower_address collate "C" < higher_address collate "C")
) with (fillfactor = 60);

create index conversation_of_lower on conversation (lower_address);
create index conversation_of_higher on conversation (higher_address);

comment on table conversation is 'One per pair of people. Its row is locked, in the order of key, by whoever changes anything in it.';
comment on column conversation.last_at_ms is 'Times are ms since the epoch, and never fall along the sequence.';
comment on column conversation.lower_delivered is 'The furthest of the devices of the person with the lower address.';

-- No foreign key: each check would lock the conversation''s row once more, and the pipeline holds it already.
-- A message''s id is a function of conversation and seq, so no column holds it.
create table message (
    conversation bigint not null,
    seq bigint not null,
    at_ms bigint not null,
    reply_to_seq bigint,
    client_id uuid not null,
    content uuid not null,
    from_lower boolean not null,
    kind text not null,
    body text,
    constraint message_place primary key (conversation, seq),
    constraint message_once unique (conversation, from_lower, client_id)
);

comment on column message.content is 'A hash of what the sender chose: tells a repeat from a reuse of client_id.';

create table device_watermark (
    conversation bigint not null,
    by_lower boolean not null,
    device uuid not null,
    delivered bigint not null,
    at_ms bigint not null,
    primary key (conversation, by_lower, device)
) with (fillfactor = 60);
