-- What decides whether a call rings. Times are milliseconds since the epoch.

-- One row for each person who has ever set anything or blocked somebody; it is locked by whoever changes either.
create table policy (
    owner    text primary key,
    version  bigint not null,
    revision bigint not null,
    document text
);
comment on column policy.version is 'Rises with each change of the document; 0 while there is none.';
comment on column policy.revision is 'Rises with each change of the document or the blocklist; what the topic of policies goes by.';

create table blocked (
    owner   text not null,
    address text not null,
    since   bigint not null,
    put_by  text not null check (put_by in ('you', 'rejections')),
    primary key (owner, address)
);

alter table contact add column ring text not null default 'usual';

-- What the callee's policy said: whom a history shows a call, and whether it counts as a ring, goes by it.
alter table calls add column policy text;
create index calls_of_pair on calls (callee, caller, placed_at desc);

-- Absent: the call itself.
alter table outbox add column key text;
