import type { CsrfOptions } from '@adonisjs/shield/types'
import { secureCookies } from '#config/app'

export const csrf: CsrfOptions = {
  enabled: true,
  methods: ['POST', 'PUT', 'PATCH', 'DELETE'],
  /** Scripts of our own pages read it and send it back as X-XSRF-TOKEN. */
  enableXsrfCookie: true,
  cookieOptions: { path: '/', secure: secureCookies, sameSite: 'strict', maxAge: undefined },
}
