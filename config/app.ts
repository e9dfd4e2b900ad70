import type { IncomingMessage, ServerResponse } from 'node:http'
import env from '#start/env'
import { defineConfig } from '@adonisjs/core/http'
import { createRequestId } from '#http/request_id'

/** Where people reach Gatehouse. Every link in a mail or a page starts from here, never from a Host header. */
export const appUrl = env.get('APP_URL')

/** Cookies are Secure, and carry the __Host- prefix, wherever people come over HTTPS. */
export const secureCookies = appUrl.startsWith('https:')

export const http = defineConfig({
  generateRequestId: true,
  createRequestId,
  // Only forms of our pages name another method: app/http/bodies/form_method.ts.
  allowMethodSpoofing: false,
  useAsyncLocalStorage: false,
  trustProxy: env.get('TRUST_PROXY') ?? false,
  // Imported when it is needed: the credential that CORS goes by has its cookie named from here.
  onBadUrl: async (request: IncomingMessage, response: ServerResponse) => {
    const { answerBadUrl } = await import('#http/unreadable')
    await answerBadUrl(request, response)
  },
  cookie: { path: '/', httpOnly: true, secure: secureCookies, sameSite: 'strict' },
  router: { matcher: 'tree' },
})
