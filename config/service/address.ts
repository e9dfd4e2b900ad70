import env from '#start/env'

/** The route of the page where somebody finds themselves once they have signed in. */
export const startPage = 'files.index'

/** Where people reach Gatehouse. Every link in a mail or a page starts from here, never from a Host header. */
export const appUrl = env.get('APP_URL')

export const overHttps = appUrl.startsWith('https:')

/** Where people write to who need help, if there is such a place. */
export const supportContact = env.get('SUPPORT_CONTACT')
