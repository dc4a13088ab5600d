-- Addresses whose account was deleted: nobody's any more, for good (ADR 23). A batch asks for all its people at once, by the key.

create table departure (
    address text primary key,
    at_ms bigint not null,
    done_key bigint not null default 0,
    erased_seq bigint not null default 0,
    done boolean not null default false
);

create index departure_to_do on departure (at_ms) where not done;

comment on column departure.done_key is 'Their conversations up to this key have nothing of theirs any more, and the other was told.';
comment on column departure.erased_seq is 'In the next conversation, up to here.';
