import { rules } from '#start/env/rules'

type Profile = 'development' | 'dev-prod-db' | 'production'

/** The settings that profiles check. */
type ProfileSettings = {
  get(name: 'APP_PROFILE'): Profile
  get(name: 'NODE_ENV'): string
  get(name: 'APP_URL'): string
  get(name: 'DATABASE_URL' | 'SMTP_HOST'): string | undefined
  get(name: 'SMTP_URL' | 'MAIL_FROM'): object | undefined
}

/**
 * Refuses combinations that are unsafe together, naming the variable to change.
 * @throws E_INVALID_ENV
 */
export function refuseUnsafeProfile(env: ProfileSettings) {
  const profile = env.get('APP_PROFILE')

  if (profile === 'production') {
    if (env.get('NODE_ENV') !== 'production')
      rules.refuse('NODE_ENV', 'must be production when APP_PROFILE is production.')
    if (!env.get('APP_URL').startsWith('https://'))
      rules.refuse('APP_URL', 'must be an https origin in production.')
    if (!env.get('SMTP_URL') && !env.get('SMTP_HOST'))
      rules.refuse(
        'SMTP_URL',
        'is missing. In production mails are sent by SMTP (or set SMTP_HOST).'
      )
    if (!env.get('MAIL_FROM'))
      rules.refuse('MAIL_FROM', 'is missing. It is the sender of every mail.')
  }
  if (profile !== 'production' && env.get('NODE_ENV') === 'production') {
    rules.refuse('APP_PROFILE', 'must be production when NODE_ENV is production.')
  }
  if (profile !== 'development' && !env.get('DATABASE_URL')) {
    rules.refuse(
      'DATABASE_URL',
      `is missing. The embedded PostgreSQL is for development, not for ${profile}.`
    )
  }
}
