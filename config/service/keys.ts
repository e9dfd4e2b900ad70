import env from '#start/env'

/**
 * The current key, and those before it. Whatever is made, is made with the first; what any of them has made is
 * understood (docs/operations.md, "A new APP_KEY").
 */
export const appKeys = [env.get('APP_KEY'), ...env.get('APP_PREVIOUS_KEYS')]
