import env from '#start/env'

/** The route of the page that people reach after signing in. */
export const startPage = 'files.index'

/** Gatehouse's public address. Every link in an email or a page starts with it, never with a Host header. */
export const appUrl = env.get('APP_URL')

export const overHttps = appUrl.startsWith('https:')

/** Where people can get help, if there is such a place. */
export const supportContact = env.get('SUPPORT_CONTACT')
