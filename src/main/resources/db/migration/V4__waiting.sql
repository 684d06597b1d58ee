-- A run or a step may end because a remote system asked to wait; its error says when it may go on.
alter table runs drop constraint runs_state_check;
alter table runs add constraint runs_state_check
  check (state in ('running', 'succeeded', 'partial', 'failed', 'interrupted', 'waiting'));
alter table steps drop constraint steps_state_check;
alter table steps add constraint steps_state_check
  check (state in ('running', 'succeeded', 'failed', 'interrupted', 'waiting'));
