import type { CsrfOptions } from '@adonisjs/shield/types'
import { cookieOptions } from '#config/service/cookies'

export const csrf: CsrfOptions = {
  enabled: true,
  methods: ['POST', 'PUT', 'PATCH', 'DELETE'],
  /** Scripts of our own pages read it and send it back as X-XSRF-TOKEN. */
  enableXsrfCookie: true,
  cookieOptions: { ...cookieOptions, httpOnly: false, maxAge: undefined },
}
