-- Times are milliseconds since the epoch.

-- Devices of people. One with a key of its own has the certificate that its owner signed for it; one without signs by the
-- address's own key. A row stays for good once its device is revoked: a certificate can never be unmade.
create table device (
    address     text not null,
    device      uuid not null,
    name        text,
    key         text,
    certificate text,
    added_at    bigint not null,
    revoked_at  bigint,
    revocation  text,
    primary key (address, device)
);
create index device_revoked on device (address, device) where revoked_at is not null;
create index device_revoked_lately on device (revoked_at) where revoked_at is not null;

-- New devices that wait for an old one to certify them.
create table device_link (
    code        text primary key,
    secret_hash bytea not null,
    source      text not null,
    key         text not null,
    device      uuid not null,
    name        text,
    opened_at   bigint not null,
    expires_at  bigint not null,
    address     text,
    certificate text,
    owner_name  text
);
create index device_link_source on device_link (source);
create index device_link_expiry on device_link (expires_at);
