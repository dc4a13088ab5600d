-- Who has blocked whom, as the topic of policies tells it. A batch asks for all its pairs at once, by the key.

create table policy_revision (
    owner text primary key,
    revision bigint not null
);

comment on column policy_revision.revision is 'Of the last that was taken: what is not above it is a repeat.';

create table blocked (
    owner text not null,
    address text not null,
    primary key (owner, address)
);

alter table message add column hidden boolean not null default false;

comment on column message.hidden is 'The receiver had blocked the sender when it was stored, and is never told what it says.';
