import type { I18n } from '@adonisjs/i18n'
import type { ProblemCode } from '#exceptions/catalogue/kinds'
import { type FieldError, Problem, type Value } from '#exceptions/catalogue/problem'
import type { BrokenRule, SentenceOf } from '#exceptions/catalogue/sentences'
import { fieldSentence } from '#languages/field_sentence'
import { english } from '#languages/words'
import { pointInTime } from '#words/point_in_time'
import { sizeInWords } from '#words/size'
import { asSentence, type Suspension } from '#words/suspension'
import { waitingTime } from '#words/waiting_time'

export { type FieldError, Problem } from '#exceptions/catalogue/problem'

/** Makes the problems of a code that has several sentences: with one of them, or the usual one. */
const oneOf =
  <Code extends ProblemCode>(code: Code) =>
  (sentence?: SentenceOf<Code>, values?: Record<string, Value>) =>
    new Problem(code, { sentence, values })

const alwaysThe = (code: ProblemCode) => () => new Problem(code)

const challenge = (error = '') => ({ 'WWW-Authenticate': `Bearer realm="gatehouse"${error}` })

/**
 * The access of a request ended after it was let in. For a token it becomes invalid_token: see toProblem().
 */
export class AccessEnded extends Problem {
  constructor() {
    super('unauthenticated', { headers: challenge() })
  }
}

const tooLarge = oneOf('payload_too_large')
const unsupported = oneOf('unsupported_media_type')

const oneOfMany = (names: string[]) => (words: I18n) =>
  new Intl.ListFormat(words.locale, { type: 'disjunction' }).format(names)

/** The field, if the rule's own does not fit, and the values in the sentence. */
type Broken = { field?: string; values?: Record<string, string | number> }

function broken(field: string, rule: string, meta?: Broken['values']) {
  const message = fieldSentence({ field, rule, meta }, english())!
  return new Problem('validation_failed', { errors: [{ field, rule, message, meta }] })
}

/** The problems a request can meet. Their sentences are in resources/lang/<language>/problems.json. */
export const problems = {
  badRequest: oneOf('bad_request'),
  invalidCredentials: alwaysThe('invalid_credentials'),
  invalidGrant: oneOf('invalid_grant'),
  unsupportedGrantType: alwaysThe('unsupported_grant_type'),
  authorizationPending: alwaysThe('authorization_pending'),
  slowDown: alwaysThe('slow_down'),
  expiredToken: alwaysThe('expired_token'),
  accessDenied: alwaysThe('access_denied'),
  unauthenticated: () => new Problem('unauthenticated', { headers: challenge() }),
  invalidToken: () =>
    new Problem('invalid_token', { headers: challenge(', error="invalid_token"') }),
  csrfFailed: oneOf('csrf_failed'),
  shownToAnother: alwaysThe('shown_to_another'),
  forbidden: oneOf('forbidden'),
  insufficientScope: (scope: string) =>
    new Problem('insufficient_scope', {
      values: { scope },
      headers: challenge(`, error="insufficient_scope", scope="${scope}"`),
    }),
  linkPasswordRequired: alwaysThe('link_password_required'),
  reauthenticationRequired: alwaysThe('reauthentication_required'),
  /** For callers who have shown a valid credential: why, and until when. */
  accountSuspended: ({ reason, until }: Suspension) =>
    new Problem('account_suspended', {
      values: {
        hasReason: reason ? 'yes' : 'no',
        reason: asSentence(reason ?? ''),
        until: (words) => (until ? pointInTime(until, words) : 'none'),
      },
      members: { reason, until: until?.toJSDate().toISOString() ?? null },
    }),
  notFound: alwaysThe('not_found'),
  methodNotAllowed: (allowed: string[]) =>
    new Problem('method_not_allowed', {
      values: { methods: oneOfMany(allowed) },
      headers: { Allow: allowed.join(', ') },
    }),
  requestTimeout: alwaysThe('request_timeout'),
  conflict: oneOf('conflict'),
  /** The first request with this Idempotency-Key is still being handled. */
  underWay: () => new Problem('conflict', { sentence: 'keyUnderWay', retryAfter: 1 }),
  preconditionFailed: alwaysThe('precondition_failed'),

  payloadTooLarge: tooLarge,
  fileTooLarge: (largest: number) =>
    tooLarge('file', { size: ({ locale }) => sizeInWords(largest, locale) }),
  formTooLarge: (largest: number) =>
    tooLarge('form', { size: ({ locale }) => sizeInWords(largest, locale) }),
  tooManyFiles: (most: number) => tooLarge('files', { most }),

  unsupportedMediaType: (accepted: string, how?: 'compressed' | 'charset') =>
    how ? unsupported(how, { accepted }) : unsupported(undefined, { accepted }),
  /** A file of a type that is not accepted, going by its bytes. */
  refusedFileType: (what: 'program' | 'file', type: string) => unsupported(what, { type }),
  noPicture: () => unsupported('picture'),

  /** @param size of the file in bytes */
  rangeNotSatisfiable: (size: number) =>
    new Problem('range_not_satisfiable', { headers: { 'Content-Range': `bytes */${size}` } }),

  validationFailed: (errors: FieldError[]) => new Problem('validation_failed', { errors }),
  brokenRule: (rule: BrokenRule, { field, values }: Broken = {}) => {
    const [usual, name] = rule.split('.')
    return broken(field ?? usual, name, values)
  },
  /** One answer for every link that is unknown, used, expired or replaced. */
  deadLink: () => broken('token', 'link'),
  wrongPassword: (field: string) => broken(field, 'current_password'),

  tooManyRequests: (retryAfter: number) =>
    new Problem('too_many_requests', {
      values: { wait: (words) => waitingTime(retryAfter, words) },
      retryAfter,
    }),
  tooManyUploads: () => new Problem('too_many_requests', { sentence: 'uploads', retryAfter: 10 }),
  headersTooLarge: alwaysThe('headers_too_large'),
  internalError: alwaysThe('internal_error'),
  /** @param cause why, for the log alone */
  unavailable: ({ retryAfter = 5, cause }: { retryAfter?: number; cause?: unknown } = {}) =>
    new Problem('unavailable', { retryAfter, cause }),
}
