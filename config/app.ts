import env from '#start/env'
import { defineConfig } from '@adonisjs/core/http'
import { cookieOptions } from '#config/service/cookies'
import { createRequestId } from '#http/request_id'
import { answerBadUrl } from '#http/unreadable'

export const http = defineConfig({
  generateRequestId: true,
  createRequestId,
  // Only forms of our pages may override the method: app/http/bodies/form_method.ts.
  allowMethodSpoofing: false,
  useAsyncLocalStorage: false,
  trustProxy: env.get('TRUST_PROXY') ?? false,
  onBadUrl: answerBadUrl,
  cookie: cookieOptions,
  router: { matcher: 'tree' },
})
