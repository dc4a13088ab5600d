-- Addresses whose account was deleted: nobody's any more, for good. Nothing else of the person is kept.
create table departed (
    address text primary key,
    at      bigint not null
);
create index departed_lately on departed (at);
