/** What is said of a field that breaks a rule no validator knows, by field and rule. validators/messages.ts says the rest. */
export const FIELD_SENTENCES = {
  'username.unique': 'That username is taken.',
  'email.unique': 'That e-mail address is already in use. If it is yours, ask for a new password.',
  'name.unique': 'You already have a token of that name.',
  'linkPassword.right': 'That is not the password of this link.',
  'token.link': 'This link is invalid or has expired.',
  'code.device_code':
    'Nothing is waiting under that code. Check it, or have the app show another one.',
  '*.current_password': 'That is not your current password.',
  'file.required': 'Choose a file.',
  'after.cursor': 'This list cannot be continued from there. Start again from the beginning.',
  'Idempotency-Key.same_upload': 'This key belongs to another upload.',
  'Idempotency-Key.same_request': 'This key belongs to another request.',
  'scopes.missing_right': 'You do not administer Gatehouse, so your tokens cannot either.',
  'with.person_exists': 'Nobody has that username.',
  'with.people_exist': 'Nobody has the username {name}.',
  'username.known': 'Nobody has that username.',
  'username.another': 'You are the super user already.',
  'filter.known': 'A filter has q, status, confirmed, seenAfter and seenBefore, and nothing else.',
  'super.unique': 'There is a super user already.',
  'with.too_many': 'That would be {count} shares. Choose fewer files or people at once.',
  'with.someone_else': 'The file is already yours.',
}

/** A field and the rule it broke, such as `username.unique`. */
export type BrokenRule = keyof typeof FIELD_SENTENCES
