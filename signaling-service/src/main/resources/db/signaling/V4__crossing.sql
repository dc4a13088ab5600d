-- Whether somebody is called by the one whom they call.
create index calls_ringing on calls (caller, callee) where status = 'ringing';
