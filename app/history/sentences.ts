import type { EventKind } from '#activity/kinds'
import type Event from '#models/event'

/** As the person reads it whose account it is. */
const SENTENCES: Record<EventKind, string> = {
  account_made: 'The account was made',
  account_invited: 'An invitation to the account was sent',
  account_limits_changed: 'What the account may keep was changed',
  password_reset_sent: 'A link to a new password was sent',
  email_confirmation_asked: 'A link to confirm the e-mail address was sent',
  email_confirmed: 'The e-mail address was marked as confirmed',
  account_suspended: 'The account was suspended',
  account_activated: 'The account was made active',
  account_deleted: 'The account was deleted',
  super_user_made: 'The account became the super user’s',
  bulk_action_started: 'Something was begun about many accounts',
  bulk_action_stopped: 'Something about many accounts was stopped',
  username_changed: 'The username was changed',
  email_changed: 'The e-mail address was changed',
  email_disowned: 'Somebody said that an address is not this account’s',
  password_changed: 'The password was changed',
  signed_in: 'Somebody signed in with your password',
  sign_in_failed: 'Somebody tried to sign in with a wrong password',
  signed_out: 'A sign-in was ended',
  device_approved: 'A device was signed in by the code that it showed',
  device_refused: 'A device that showed a code was refused',
  confirmed: 'The password was shown again',
  confirmation_failed: 'A wrong password was typed to confirm',
  refresh_refused: 'An app came with a token that is no longer good',
  refresh_token_reused: 'A copied token was used: that sign-in was ended',
  personal_token_made: 'A personal token was made',
  personal_token_ended: 'A personal token was ended',
  file_added: 'A file was added',
  file_renamed: 'A file was renamed',
  file_binned: 'A file was put in the bin',
  file_restored: 'A file was taken out of the bin',
  file_deleted: 'A file was deleted for good',
  files_transferred: 'Files were transferred',
  share_made: 'A file was shared',
  share_changed: 'A share was changed',
  share_ended: 'A share was ended',
  share_received: 'A file was shared with you',
  received_share_changed: 'What you may do with a file of somebody else was changed',
  received_share_ended: 'A file is no longer shared with you',
  link_made: 'A link to a file was made',
  link_ended: 'A link to a file was ended',
  request_refused: 'A request was refused',
  events_pruned: 'Old events were removed',
}

const BY: Partial<Record<string, string>> = {
  command: ', by an administrator',
  system: ', automatically',
  personal_token: ', by a personal token',
}

const times = ({ details }: Event) =>
  typeof details.times === 'number' ? `, ${details.times} times` : ''

const by = (event: Event) =>
  event.isByAnother ? ', by somebody else' : (BY[event.credential] ?? '')

/** What happened, in words. */
export const sentenceOf = (event: Event) => `${SENTENCES[event.kind]}${by(event)}${times(event)}`
