import vine, { SimpleMessagesProvider } from '@vinejs/vine'

const messages = {
  'required': 'Please fill in the {{ field }}.',
  'string': 'The {{ field }} must be text.',
  'object': 'Send an object with named fields.',
  'boolean': 'The {{ field }} must be true or false.',
  'minLength': 'The {{ field }} must have at least {{ min }} characters.',
  'maxLength': 'The {{ field }} must have at most {{ max }} characters.',
  'confirmed': 'The two passwords are not the same.',
  'malformed_text': 'The {{ field }} holds characters that cannot be stored.',
  'control_character':
    'The {{ field }} holds characters that cannot be seen. Please type it again.',
  'email': 'Enter an e-mail address such as name@example.org.',
  'username': 'Use only the letters a to z, digits, dots, dashes and underscores in the username.',
  'reserved': 'That username is kept for the service itself. Choose another.',
  'common_password': 'That password is among the first anyone would try. Choose another.',
  'personal_password':
    'Choose a password that holds neither your username nor your e-mail address.',
  'file_name': 'A file cannot be called that. Leave out slashes and what cannot be seen.',
  'same_username': 'That is not your username.',
  'required_without_email': 'Send a new username, a new e-mail address or both.',

  'username.required': 'Choose a username.',
  'email.required': 'Enter your e-mail address.',
  'login.required': 'Enter your username or e-mail address.',
  'password.required': 'Enter a password.',
  'password.minLength': 'Choose a password of at least {{ min }} characters.',
  'name.required': 'Give it a name.',
  'scopes.required': 'Choose at least one right.',
  'scopes.array.minLength': 'Choose at least one right.',
  'scopes.*.enum': 'There is no such right.',
  'scopes.distinct': 'Name each right once.',
  'range': 'The {{ field }} must be from {{ min }} to {{ max }}.',
  'number': 'The {{ field }} must be a number.',
  'withoutDecimals': 'The {{ field }} must be a whole number.',
  'person': 'Enter a username or an e-mail address.',
  'time': 'Enter a time such as 2030-01-31T12:00:00Z.',
  'future': 'Choose a time that is still to come.',
  'with.required': 'Say who is to have it: a username or an e-mail address.',
  'role.required': 'Choose a role.',
  'role.enum': 'There is no such role: choose viewer or editor.',
  'required_without_expires_at': 'Send a new role, a new end or both.',
  'currentPassword.required': 'Enter your current password.',
}

/** How the fields are called in those sentences. */
const fields = {
  username: 'username',
  email: 'e-mail address',
  login: 'username or e-mail address',
  password: 'password',
  passwordConfirmation: 'repeated password',
  currentPassword: 'current password',
  token: 'token',
  deviceName: 'device name',
  refreshToken: 'refresh token',
  name: 'name',
  scopes: 'list of rights',
  expiresInDays: 'number of days',
  days: 'number of days',
  with: 'person',
  role: 'role',
  expiresAt: 'end',
  expiresInSeconds: 'number of seconds',
  remember: 'choice to stay signed in',
  q: 'text to search for',
  after: 'cursor',
}

/** A validator keeps the provider it was created with: import this before creating one. */
vine.messagesProvider = new SimpleMessagesProvider(messages, fields)
