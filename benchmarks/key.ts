/** The key of every server under load. It guards nothing. */
export const APP_KEY = 'benchmark-key-0123456789-abcdefghijklmnop'

// To be imported first: what else is imported reads the settings, and a fresh clone has none.
process.env.APP_KEY ??= APP_KEY
