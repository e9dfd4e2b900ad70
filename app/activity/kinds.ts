/** Whether it was done, or somebody was kept from it. docs/activity.md says when each is recorded. */
export const EVENT_KINDS = {
  account_made: 'done',
  account_suspended: 'done',
  account_activated: 'done',
  account_deleted: 'done',
  account_invited: 'done',
  account_limits_changed: 'done',
  password_reset_sent: 'done',
  email_confirmation_asked: 'done',
  email_confirmed: 'done',
  super_user_made: 'done',
  username_changed: 'done',
  email_changed: 'done',
  email_disowned: 'done',
  password_changed: 'done',
  signed_in: 'done',
  sign_in_failed: 'refused',
  signed_out: 'done',
  confirmed: 'done',
  confirmation_failed: 'refused',
  refresh_refused: 'refused',
  refresh_token_reused: 'refused',
  personal_token_made: 'done',
  personal_token_ended: 'done',
  file_deleted: 'done',
  files_transferred: 'done',
  share_made: 'done',
  share_changed: 'done',
  share_ended: 'done',
  link_made: 'done',
  link_ended: 'done',
  request_refused: 'refused',
  events_pruned: 'done',
} as const satisfies Record<string, 'done' | 'refused'>

export type EventKind = keyof typeof EVENT_KINDS

export const EVENT_KIND_NAMES = Object.keys(EVENT_KINDS) as EventKind[]
