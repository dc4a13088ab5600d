-- Whether somebody is being called: a relay serves them from then on.
create index calls_ringing_to on calls (callee) where status = 'ringing';
