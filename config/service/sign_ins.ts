import env from '#start/env'
import { DAY, HOUR, MINUTE } from '#words/duration'

/** How long sign-ins, sessions and tokens live. All in seconds. */
export const signInLimits = {
  /** A browser session ends after this long without a request, unless the person chose to stay signed in. */
  sessionIdle: env.get('SESSION_IDLE_MINUTES') * MINUTE,

  /** A browser session ends after this long in any case (ASVS 7.3.2). */
  session: env.get('SESSION_MAX_HOURS') * HOUR,
  keptSession: env.get('SESSION_KEPT_MAX_DAYS') * DAY,

  accessToken: env.get('ACCESS_TOKEN_MINUTES') * MINUTE,
  refreshToken: env.get('REFRESH_TOKEN_DAYS') * DAY,

  /** A device has to sign in again after this long, however often it refreshes (ASVS 10.4.8). */
  device: env.get('DEVICE_MAX_DAYS') * DAY,

  /** A lost answer or two parallel refreshes sign nobody out within this time. */
  refreshGrace: env.get('REFRESH_GRACE_SECONDS'),

  /** For how long a renewed session id is still valid for reading: requests with it may be under way. */
  renewalGrace: 10,

  /** For how long sensitive changes are allowed after the password was entered (ASVS 7.5.1, 7.5.3). */
  confirmation: env.get('CONFIRMATION_MINUTES') * MINUTE,

  /** A link that signs a browser in from an app is opened at once, or not at all. */
  handoff: MINUTE,

  /** For how long an app's code can be typed elsewhere (RFC 8628, 3.2) … */
  deviceCode: 10 * MINUTE,

  /** … and how long the app waits between two polls. */
  devicePoll: 5,

  /** Last-seen is written at most this often, so that a check is one SELECT and no write. */
  lastSeenPrecision: MINUTE,
} as const

/** The lifetime of personal tokens, in days. */
export const personalTokenLimits = { defaultDays: 90, maxDays: 365 } as const
