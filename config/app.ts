import env from '#start/env'
import { defineConfig } from '@adonisjs/core/http'
import { answerBadUrl } from '#http/unreadable'
import { createRequestId } from '#http/request_id'

/** Where people reach Gatehouse. Every link in a mail or a page starts from here, never from a Host header. */
export const appUrl = env.get('APP_URL')

/** Cookies are Secure, and carry the __Host- prefix, wherever people come over HTTPS. */
export const secureCookies = appUrl.startsWith('https:')

export const http = defineConfig({
  generateRequestId: true,
  createRequestId,
  allowMethodSpoofing: true,
  useAsyncLocalStorage: false,
  trustProxy: env.get('TRUST_PROXY') ?? false,
  onBadUrl: answerBadUrl,
  cookie: { path: '/', httpOnly: true, secure: secureCookies, sameSite: 'strict' },
  router: { matcher: 'tree' },
})
