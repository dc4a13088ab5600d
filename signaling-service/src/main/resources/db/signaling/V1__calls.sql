-- Times are milliseconds since the epoch.

-- The ledger. What a call is (facts) never changes; where it stands (state) changes with version.
create table calls (
    call          uuid primary key,
    caller        text not null,
    caller_device uuid not null,
    callee        text not null,
    media         text not null,
    jti           text not null,
    placed_at     bigint not null,
    version       bigint not null,
    status        text not null check (status in ('ringing', 'active', 'ended')),
    due_at        bigint,
    answered_at   bigint,
    ended_at      bigint,
    reason        text,
    facts         text not null,
    state         text not null,
    heard         int not null,
    unique (caller, jti)
);
create index calls_due on calls (due_at) where due_at is not null;
create index calls_live on calls (status) where status <> 'ended';
create index calls_of_caller on calls (caller, placed_at desc, call desc);
create index calls_of_callee on calls (callee, placed_at desc, call desc);

-- Which live call a device takes part in: at most one.
create table engagement (
    address text not null,
    device  uuid not null,
    call    uuid not null references calls,
    primary key (address, device)
);
create index engagement_of_call on engagement (call);

-- Commands that were carried out, with the answer that a repeat gets.
create table handled (
    command    uuid primary key,
    reply      text,
    handled_at bigint not null
);
create index handled_age on handled (handled_at);

-- Frames to one device, until it acknowledges them.
create table owed_frame (
    call       uuid not null,
    address    text not null,
    device     uuid not null,
    n          bigint not null,
    frame      text not null,
    attempts   int not null default 0,
    due_at     bigint not null,
    expires_at bigint,
    primary key (call, address, device, n)
);
create index owed_frame_due on owed_frame (due_at);
create index owed_frame_expiry on owed_frame (expires_at) where expires_at is not null;

-- Events and records on their way to Kafka, as they were decided.
create table outbox (
    position   bigint generated always as identity primary key,
    call       uuid not null,
    topic      text not null,
    id         uuid not null,
    type       text not null,
    at         bigint not null,
    data       bytea not null,
    written_at bigint not null
);
create index outbox_of_call on outbox (call, position);
create index outbox_age on outbox (written_at);

-- When somebody placed calls lately.
create table placed_lately (
    key   text primary key,
    times bigint[] not null
);

create table contact (
    owner   text not null,
    address text not null,
    name    text not null,
    primary key (owner, address)
);
