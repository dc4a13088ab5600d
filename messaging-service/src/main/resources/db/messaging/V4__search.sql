-- Words by blocks of a conversation's places (ADR 20). A block is written after its messages, by a sweep, never by the pipeline.

alter table conversation add column indexed_seq bigint not null default 0;

comment on column conversation.indexed_seq is 'Up to here its messages'' words are in search_block; a search reads what comes after it itself.';

create table search_block (
    conversation bigint not null,
    first_seq bigint not null,
    last_seq bigint not null,
    first_at_ms bigint not null,
    last_at_ms bigint not null,
    words tsvector,
    primary key (conversation, first_seq)
);

-- Compressed, and within the row: a search reads the words of all blocks of a person, and one look-up for each is enough.
alter table search_block alter column words set storage main;

comment on table search_block is 'All words of the messages and edits in these places, of both people, without repeats.';
comment on column search_block.words is 'Null: too many to be kept, so a search reads the messages.';
