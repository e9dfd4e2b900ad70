/** The scopes of personal tokens, as people are told about them. */
export const SCOPES = {
  'profile:read': 'See your profile and where you are signed in',
  'profile:write': 'Change your profile, and end sign-ins and personal tokens',
  'files:read': 'See and download your files',
  'files:write': 'Upload, change and delete your files',
  'shares:write': 'Share your files with others',
  'tokens:introspect': 'Find out whom a token stands for, for services beside Gatehouse',
  'admin': 'See the administration, if you are the super user',
} as const

export type Scope = keyof typeof SCOPES

export const SCOPE_NAMES = Object.keys(SCOPES) as Scope[]
