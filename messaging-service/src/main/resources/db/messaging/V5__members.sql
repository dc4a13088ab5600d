-- What a conversation is for one of its two people. Most have no row: nothing is muted, archived or cleared.

create table member (
    conversation bigint not null,
    is_lower boolean not null,
    muted_until_ms bigint,
    archived_seq bigint,
    cleared_seq bigint not null default 0,
    primary key (conversation, is_lower)
);

comment on column member.archived_seq is 'The last place when it was archived; what came later brings it back, unless it is muted.';
comment on column member.cleared_seq is 'Up to here everything is gone for this person.';

-- Words that are to be gone for good, because both have cleared them. Erased a thousand places at a time, each in a transaction.
create table erasure (
    conversation bigint primary key,
    done_seq bigint not null,
    up_to_seq bigint not null
);
