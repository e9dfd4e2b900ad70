import env from '#start/env'
import { DAY, HOUR, MINUTE } from '#words/duration'

/** How long sign-ins, sessions and tokens live. All in seconds. */
export const signInLimits = {
  /** A browser session ends after this long without a request, unless the person chose to stay signed in. */
  sessionIdle: env.get('SESSION_IDLE_MINUTES') * MINUTE,

  /** A browser session ends after this long whatever happens (ASVS 7.3.2). */
  session: env.get('SESSION_MAX_HOURS') * HOUR,
  keptSession: env.get('SESSION_KEPT_MAX_DAYS') * DAY,

  accessToken: env.get('ACCESS_TOKEN_MINUTES') * MINUTE,
  refreshToken: env.get('REFRESH_TOKEN_DAYS') * DAY,

  /** A device signs in anew after this long, however often it refreshes (ASVS 10.4.8). */
  device: env.get('DEVICE_MAX_DAYS') * DAY,

  /** A lost answer or two parallel refreshes sign nobody out within this long. */
  refreshGrace: env.get('REFRESH_GRACE_SECONDS'),

  /** For this long a session id that was renewed is good for reading: requests with it may be under way. */
  renewalGrace: 10,

  /** Whoever showed their password may change what matters for this long (ASVS 7.5.1, 7.5.3). */
  confirmation: env.get('CONFIRMATION_MINUTES') * MINUTE,

  /** A link that signs a browser in from an app is opened at once, or not at all. */
  handoff: MINUTE,

  /** An app's code can be typed elsewhere for this long (RFC 8628, 3.2) … */
  deviceCode: 10 * MINUTE,

  /** … and this long the app waits before it asks again whether that has happened. */
  devicePoll: 5,

  /** Last-seen is written at most this often, so that a check is one SELECT and no write. */
  lastSeenPrecision: MINUTE,
} as const

/** How long tokens for scripts live, in days. */
export const personalTokenLimits = { defaultDays: 90, maxDays: 365 } as const
