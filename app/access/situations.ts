import {
  BAD_TOKEN,
  COOKIE,
  DEAD_COOKIE,
  NO_CREDENTIAL,
  type Situation,
  TOKEN,
} from '#access/situation'
import { LINK_SITUATIONS } from '#access/link_situations'

const SUPER_COOKIE = { ...COOKIE, isSuper: true } as const
const SUPER_TOKEN = { ...TOKEN, isSuper: true } as const

const situations = {
  'no credential': { ...NO_CREDENTIAL, column: 'no credential' },
  'the form that was opened': {
    ...NO_CREDENTIAL,
    passesCsrf: true,
    needs: 'form',
    column: 'no credential, form opened',
  },

  'a cookie': { ...COOKIE, column: 'cookie' },
  'a cookie without CSRF token': { ...COOKIE, passesCsrf: false, column: 'cookie, no CSRF token' },
  'a cookie from another site': {
    ...COOKIE,
    passesCsrf: false,
    isForeign: true,
    column: 'cookie, other site',
  },
  'a cookie that was not confirmed lately': {
    ...COOKIE,
    needs: 'confirmation',
    column: 'cookie, not confirmed lately',
  },
  'an expired cookie': DEAD_COOKIE,
  'a revoked cookie': DEAD_COOKIE,
  'the cookie of a deleted account': DEAD_COOKIE,
  'the cookie of a suspended account': {
    ...COOKIE,
    caller: 'suspended',
    passesCsrf: false,
    column: 'cookie, suspended',
  },

  'a token': { ...TOKEN, column: 'token' },
  'a token that was not confirmed lately': {
    ...TOKEN,
    needs: 'confirmation',
    column: 'token, not confirmed lately',
  },
  'a personal token': {
    ...TOKEN,
    needs: 'confirmation',
    isPersonal: true,
    column: 'personal token',
  },
  'a malformed token': BAD_TOKEN,
  'an expired token': BAD_TOKEN,
  'a revoked token': BAD_TOKEN,
  'the token of a deleted account': BAD_TOKEN,
  'the token of a suspended account': {
    ...TOKEN,
    caller: 'suspended',
    column: 'token, suspended',
  },
  'a token without the scope': { ...TOKEN, needs: 'scope', column: 'token, no scope' },

  'the token of one and the cookie of another': { ...TOKEN, column: 'cookie and token' },

  'the cookie of the super user': { ...SUPER_COOKIE, column: 'cookie of the super user' },
  'the cookie of the super user without CSRF token': {
    ...SUPER_COOKIE,
    passesCsrf: false,
    column: 'cookie of the super user, no CSRF token',
  },
  'the cookie of the super user, not confirmed lately': {
    ...SUPER_COOKIE,
    needs: 'confirmation',
    column: 'cookie of the super user, not confirmed lately',
  },
  'the cookie of a suspended super user': {
    ...SUPER_COOKIE,
    caller: 'suspended',
    passesCsrf: false,
    column: 'cookie, suspended',
  },
  'a token of the super user': { ...SUPER_TOKEN, column: 'token of the super user' },
  'a token of the super user, not confirmed lately': {
    ...SUPER_TOKEN,
    needs: 'confirmation',
    column: 'token of the super user, not confirmed lately',
  },
  'a personal token of the super user': {
    ...SUPER_TOKEN,
    isPersonal: true,
    column: 'personal token of the super user',
  },
  'a personal token of the super user without the scope': {
    ...SUPER_TOKEN,
    needs: 'scope',
    isPersonal: true,
    column: 'token, no scope',
  },

  ...LINK_SITUATIONS,
} satisfies Record<string, Situation>

export type SituationName = keyof typeof situations

/** Every state that a request's credential can be in. */
export const SITUATIONS: Record<SituationName, Situation> = situations

export const SITUATION_NAMES = Object.keys(situations) as SituationName[]
