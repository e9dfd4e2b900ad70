import { Exception } from '@adonisjs/core/exceptions'
import { waitingTime } from '#words/waiting_time'
import { sizeInWords } from '#words/size'

/** One entry of `errors` in a problem: which field broke which rule. */
export type FieldError = { field: string; rule: string; message: string }

type ProblemOptions = {
  /** Whole seconds after which another try makes sense: the Retry-After header. */
  retryAfter?: number
  headers?: Record<string, string>
  errors?: FieldError[]
}

/** An answer that is an error, as the contract names it (RFC 9457). The message is shown to people. */
export class Problem extends Exception {
  declare code: string
  readonly title: string
  readonly headers: Record<string, string>
  readonly errors?: FieldError[]

  constructor(
    status: number,
    code: string,
    title: string,
    detail: string,
    options: ProblemOptions = {}
  ) {
    // What a client did wrong is no defect of ours: to trace it took a third of the time of a refusal.
    const { stackTraceLimit } = Error
    if (status < 500) Error.stackTraceLimit = 0
    super(detail, { status, code })
    Error.stackTraceLimit = stackTraceLimit

    this.title = title
    this.errors = options.errors
    this.headers = { ...options.headers }
    if (options.retryAfter !== undefined) this.headers['Retry-After'] = String(options.retryAfter)
  }
}

/** Media types of what a computer runs. */
const PROGRAMS = [
  'application/java-archive',
  'application/java-vm',
  'application/vnd.android.package-archive',
  'application/wasm',
  'application/x-elf',
  'application/x-mach-binary',
  'application/x-msdownload',
  'application/x-deb',
  'application/x-rpm',
  'application/x-shockwave-flash',
  'application/x-ms-shortcut',
]

const REALM = 'Bearer realm="gatehouse"'

/** The problems a request can meet. Codes are fixed by the HTTP contract. */
export const problems = {
  badRequest: (detail = 'The request could not be understood.') =>
    new Problem(400, 'bad_request', 'Bad request', detail),

  invalidCredentials: () =>
    new Problem(
      400,
      'invalid_credentials',
      'Wrong login or password',
      'That login and password do not match.'
    ),

  invalidGrant: () =>
    new Problem(
      400,
      'invalid_grant',
      'Invalid refresh token',
      'This refresh token is no longer valid. Sign in again.'
    ),

  unauthenticated: () =>
    new Problem(401, 'unauthenticated', 'Not signed in', 'Sign in to go on.', {
      headers: { 'WWW-Authenticate': REALM },
    }),

  invalidToken: () =>
    new Problem(
      401,
      'invalid_token',
      'Invalid token',
      'This access token is not valid, or no longer.',
      {
        headers: { 'WWW-Authenticate': `${REALM}, error="invalid_token"` },
      }
    ),

  csrfFailed: () =>
    new Problem(
      403,
      'csrf_failed',
      'Please try again',
      'This form has expired or came from elsewhere. Please send it again.'
    ),

  forbidden: (detail = 'You may not do that.') =>
    new Problem(403, 'forbidden', 'Not allowed', detail),

  insufficientScope: (scope: string) =>
    new Problem(
      403,
      'insufficient_scope',
      'Insufficient scope',
      `This token lacks the scope ${scope}.`,
      {
        headers: { 'WWW-Authenticate': `${REALM}, error="insufficient_scope", scope="${scope}"` },
      }
    ),

  reauthenticationRequired: () =>
    new Problem(
      403,
      'reauthentication_required',
      'Please confirm that it is you',
      'Enter your password once more to go on.'
    ),

  accountSuspended: () =>
    new Problem(
      403,
      'account_suspended',
      'Account suspended',
      'This account is suspended. Write to support if you think that is a mistake.'
    ),

  notFound: () => new Problem(404, 'not_found', 'Not found', 'There is nothing here.'),

  methodNotAllowed: (allowed: string[]) =>
    new Problem(
      405,
      'method_not_allowed',
      'Method not allowed',
      `Use ${allowed.join(' or ')} here.`,
      {
        headers: { Allow: allowed.join(', ') },
      }
    ),

  conflict: (detail: string) => new Problem(409, 'conflict', 'Conflict', detail),

  formSentAlready: () =>
    problems.conflict('This form was sent already. To do it once more, send it again from here.'),

  preconditionFailed: () =>
    new Problem(
      412,
      'precondition_failed',
      'Precondition failed',
      'This is not the version that you have.'
    ),

  payloadTooLarge: (detail = 'The request is too large.') =>
    new Problem(413, 'payload_too_large', 'Too large', detail),

  fileTooLarge: (largest: number) =>
    problems.payloadTooLarge(
      `That file is too large. One file can have up to ${sizeInWords(largest)}.`
    ),

  quotaExceeded: () =>
    problems.payloadTooLarge(
      'There is no room for that file in your quota. Delete others for good to make some.'
    ),

  tooManyFiles: (most: number) =>
    problems.payloadTooLarge(
      `You can have ${most.toLocaleString('en')} files at most, those in the bin included. Delete some for good to make room.`
    ),

  headersTooLarge: () =>
    new Problem(431, 'headers_too_large', 'Too large', 'The headers of the request are too large.'),

  requestTimeout: () =>
    new Problem(408, 'request_timeout', 'Too slow', 'The request took too long to arrive.'),

  expectationFailed: () =>
    new Problem(
      417,
      'expectation_failed',
      'Expectation failed',
      'Expect can only be 100-continue here.'
    ),

  unsupportedMediaType: (accepted: string) =>
    new Problem(415, 'unsupported_media_type', 'Unsupported media type', `Send ${accepted}.`),

  /** @param size bytes that there are */
  rangeNotSatisfiable: (size: number) =>
    new Problem(416, 'range_not_satisfiable', 'No such range', 'There are no such bytes.', {
      headers: { 'Content-Range': `bytes */${size}` },
    }),

  /** A file, by what its bytes are. */
  refusedFileType: (mediaType: string) =>
    new Problem(
      415,
      'unsupported_media_type',
      'Unsupported media type',
      PROGRAMS.includes(mediaType)
        ? `Programs cannot be uploaded here (${mediaType}).`
        : `This is a file of the type ${mediaType}, which is not taken here.`
    ),

  validationFailed: (errors: FieldError[]) =>
    new Problem(
      422,
      'validation_failed',
      'Please check the marked fields',
      'Some of what was sent cannot be accepted.',
      { errors }
    ),

  /** One answer for a link that is unknown, used, expired or replaced. */
  deadLink: (): Problem =>
    problems.validationFailed([
      { field: 'token', rule: 'link', message: 'This link is not valid, or no longer.' },
    ]),

  wrongPassword: (field: string) =>
    problems.validationFailed([
      { field, rule: 'current_password', message: 'That is not your current password.' },
    ]),

  tooManyRequests: (retryAfter: number) =>
    new Problem(
      429,
      'too_many_requests',
      'Too many requests',
      `That was too often. Please wait ${waitingTime(retryAfter)}.`,
      { retryAfter }
    ),

  tooManyUploads: () =>
    new Problem(
      429,
      'too_many_requests',
      'Too many requests',
      'Too many of your uploads are under way. Please wait until one of them has ended.',
      { retryAfter: 10 }
    ),

  internalError: () =>
    new Problem(
      500,
      'internal_error',
      'Something went wrong',
      'That is our fault, and it has been recorded.'
    ),

  unavailable: (retryAfter = 5) =>
    new Problem(503, 'unavailable', 'Not available right now', 'Please try again in a moment.', {
      retryAfter,
    }),
}
