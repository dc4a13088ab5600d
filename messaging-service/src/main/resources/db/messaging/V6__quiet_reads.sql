-- Who gives no read receipts reads quietly: their own devices know it, the other does not (ADR 24).

alter table conversation
    add column lower_quiet bigint not null default 0,
    add column lower_quiet_at_ms bigint not null default 0,
    add column higher_quiet bigint not null default 0,
    add column higher_quiet_at_ms bigint not null default 0;

comment on column conversation.lower_read is 'What the person with the lower address has seen, as far as the other is told.';
comment on column conversation.lower_quiet is 'What they have seen and kept to themselves, where it is above lower_read.';
