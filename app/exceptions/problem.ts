import { Exception } from '@adonisjs/core/exceptions'
import { type BrokenRule, FIELD_SENTENCES } from '#exceptions/catalogue/fields'
import { KINDS, type ProblemCode } from '#exceptions/catalogue/kinds'
import { SENTENCES, type SentenceOf } from '#exceptions/catalogue/sentences'
import { sizeInWords } from '#words/size'
import { type Suspension, suspensionInWords } from '#words/suspension'
import { waitingTime } from '#words/waiting_time'

/** One entry of `errors` in a problem: which field broke which rule. */
export type FieldError = { field: string; rule: string; message: string }

type Values = Record<string, string | number>

type ProblemOptions = {
  /** The sentence, where it is not the usual one of its code. */
  detail?: string
  values?: Values
  /** Whole seconds after which another try makes sense: the Retry-After header. */
  retryAfter?: number
  headers?: Record<string, string>
  errors?: FieldError[]
  /** What else the answer says, beside the detail. */
  members?: Record<string, unknown>
}

/** Another field than that of the rule, and what its sentence tells. */
type Broken = { field?: string; values?: Values }

const filledIn = (sentence: string, values: Values) =>
  sentence.replace(/\{(\w+)\}/g, (_, name: string) => String(values[name]))

/** An answer that is an error, as the contract names it (RFC 9457). The message is shown to people. */
export class Problem extends Exception {
  declare code: ProblemCode
  readonly title: string
  readonly headers: Record<string, string>
  readonly errors?: FieldError[]
  readonly members?: Record<string, unknown>

  constructor(code: ProblemCode, options: ProblemOptions = {}) {
    const { status, title, detail } = KINDS[code]
    // What a client did wrong is no defect of ours: to trace it took a third of the time of a refusal.
    const { stackTraceLimit } = Error
    if (status < 500) Error.stackTraceLimit = 0
    super(filledIn(options.detail ?? detail, options.values ?? {}), { status, code })
    Error.stackTraceLimit = stackTraceLimit

    this.title = title
    this.errors = options.errors
    this.members = options.members
    this.headers = { ...options.headers }
    if (options.retryAfter !== undefined) this.headers['Retry-After'] = String(options.retryAfter)
  }
}

/** A maker of the problem of a code that has several sentences: with one of them, or the usual one. */
const oneOf =
  <Code extends keyof typeof SENTENCES>(code: Code) =>
  (sentence?: SentenceOf<Code>, values?: Values) => {
    const sentences = SENTENCES[code] as Record<SentenceOf<Code>, string>
    return new Problem(code, { detail: sentence && sentences[sentence], values })
  }

const alwaysThe = (code: ProblemCode) => () => new Problem(code)

const challenge = (error = '') => ({ 'WWW-Authenticate': `Bearer realm="gatehouse"${error}` })

const tooLarge = oneOf('payload_too_large')
const unsupported = oneOf('unsupported_media_type')

/** The problems a request can meet. What they say stands in the catalogue. */
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
  csrfFailed: alwaysThe('csrf_failed'),
  shownToAnother: alwaysThe('shown_to_another'),
  forbidden: oneOf('forbidden'),
  insufficientScope: (scope: string) =>
    new Problem('insufficient_scope', {
      values: { scope },
      headers: challenge(`, error="insufficient_scope", scope="${scope}"`),
    }),
  linkPasswordRequired: alwaysThe('link_password_required'),
  reauthenticationRequired: alwaysThe('reauthentication_required'),
  /** To those who have shown a credential that was good: why, and until when. */
  accountSuspended: ({ reason, until }: Suspension) =>
    new Problem('account_suspended', {
      detail: suspensionInWords({ reason, until }),
      members: { reason, until: until?.toJSDate().toISOString() ?? null },
    }),
  notFound: alwaysThe('not_found'),
  methodNotAllowed: (allowed: string[]) =>
    new Problem('method_not_allowed', {
      values: { methods: allowed.join(' or ') },
      headers: { Allow: allowed.join(', ') },
    }),
  requestTimeout: alwaysThe('request_timeout'),
  conflict: oneOf('conflict'),
  /** The first request with this Idempotency-Key has not been answered yet. */
  underWay: () =>
    new Problem('conflict', { detail: SENTENCES.conflict.keyUnderWay, retryAfter: 1 }),
  preconditionFailed: alwaysThe('precondition_failed'),

  payloadTooLarge: tooLarge,
  fileTooLarge: (largest: number) => tooLarge('file', { size: String(sizeInWords(largest)) }),
  formTooLarge: (largest: number) => tooLarge('form', { size: String(sizeInWords(largest)) }),
  tooManyFiles: (most: number) => tooLarge('files', { most: most.toLocaleString('en') }),

  unsupportedMediaType: (accepted: string, how?: 'compressed' | 'charset') =>
    how ? unsupported(how, { accepted }) : unsupported(undefined, { accepted }),
  /** A file, by what its bytes are. */
  refusedFileType: (what: 'program' | 'file', type: string) => unsupported(what, { type }),

  /** @param size bytes that there are */
  rangeNotSatisfiable: (size: number) =>
    new Problem('range_not_satisfiable', { headers: { 'Content-Range': `bytes */${size}` } }),

  validationFailed: (errors: FieldError[]) => new Problem('validation_failed', { errors }),
  brokenRule: (broken: BrokenRule, { field, values = {} }: Broken = {}): Problem => {
    const [usual, rule] = broken.split('.')
    const message = filledIn(FIELD_SENTENCES[broken], values)
    return problems.validationFailed([{ field: field ?? usual, rule, message }])
  },
  /** One answer for a link that is unknown, used, expired or replaced. */
  deadLink: () => problems.brokenRule('token.link'),
  wrongPassword: (field: string) => problems.brokenRule('*.current_password', { field }),

  tooManyRequests: (retryAfter: number) =>
    new Problem('too_many_requests', { values: { wait: waitingTime(retryAfter) }, retryAfter }),
  tooManyUploads: () =>
    new Problem('too_many_requests', {
      detail: SENTENCES.too_many_requests.uploads,
      retryAfter: 10,
    }),
  headersTooLarge: alwaysThe('headers_too_large'),
  internalError: alwaysThe('internal_error'),
  unavailable: (retryAfter = 5) => new Problem('unavailable', { retryAfter }),
}
