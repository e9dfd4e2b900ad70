/** A problem that a request can meet. In its sentences `{name}` stands for a value. */
export type Kind = {
  status: number
  title: string
  /** What is said unless there is more to say: see sentences.ts. */
  detail: string
}

/** Every problem, by the code that clients go by. Codes are fixed by the HTTP contract. */
export const KINDS = {
  bad_request: {
    status: 400,
    title: 'Bad request',
    detail: 'The request could not be understood.',
  },
  invalid_credentials: {
    status: 400,
    title: 'Wrong login or password',
    detail: 'That login and password do not match.',
  },
  invalid_grant: {
    status: 400,
    title: 'Invalid refresh token',
    detail: 'This refresh token is no longer valid. Sign in again.',
  },
  unsupported_grant_type: {
    status: 400,
    title: 'Unknown grant',
    detail: 'Send a refresh token or a device code.',
  },
  authorization_pending: {
    status: 400,
    title: 'Still waiting',
    detail: 'Nobody has approved this yet. Ask again after the interval.',
  },
  slow_down: {
    status: 400,
    title: 'Too often',
    detail: 'Wait five seconds longer between two requests from now on.',
  },
  expired_token: {
    status: 400,
    title: 'Code expired',
    detail: 'This code has expired. Ask for another.',
  },
  access_denied: { status: 400, title: 'Refused', detail: 'The person refused to sign this in.' },
  unauthenticated: { status: 401, title: 'Not signed in', detail: 'Sign in to continue.' },
  invalid_token: {
    status: 401,
    title: 'Invalid token',
    detail: 'This access token is invalid or has expired.',
  },
  csrf_failed: {
    status: 403,
    title: 'Please try again',
    detail: 'This form has expired or came from another site. Please send it again.',
  },
  shown_to_another: {
    status: 403,
    title: 'Shown to another account',
    detail:
      'This form was shown to another account than the one that is signed in now. Nothing was done. Open the page again to see it as yours.',
  },
  forbidden: { status: 403, title: 'Not allowed', detail: 'You are not allowed to do that.' },
  insufficient_scope: {
    status: 403,
    title: 'Insufficient scope',
    detail: 'This token lacks the scope {scope}.',
  },
  reauthentication_required: {
    status: 403,
    title: 'Please confirm that it is you',
    detail: 'Enter your password again to continue.',
  },
  account_suspended: {
    status: 403,
    title: 'Account suspended',
    detail: 'This account is suspended. Write to support if you think that is a mistake.',
  },
  link_password_required: {
    status: 403,
    title: 'This link has a password',
    detail: 'Send the password of this link in the header Link-Password.',
  },
  not_found: { status: 404, title: 'Not found', detail: 'There is nothing here.' },
  method_not_allowed: { status: 405, title: 'Method not allowed', detail: 'Use {methods} here.' },
  request_timeout: {
    status: 408,
    title: 'Too slow',
    detail: 'The request took too long to arrive.',
  },
  conflict: {
    status: 409,
    title: 'Conflict',
    detail: 'The request does not fit the present state.',
  },
  precondition_failed: {
    status: 412,
    title: 'Precondition failed',
    detail: 'The file is not in the version that the request names.',
  },
  payload_too_large: { status: 413, title: 'Too large', detail: 'The request is too large.' },
  unsupported_media_type: {
    status: 415,
    title: 'Unsupported media type',
    detail: 'Send {accepted}.',
  },
  range_not_satisfiable: {
    status: 416,
    title: 'Range not satisfiable',
    detail: 'The file has no bytes in that range.',
  },
  validation_failed: {
    status: 422,
    title: 'Please check the marked fields',
    detail: 'Some of the fields are missing or not valid.',
  },
  too_many_requests: {
    status: 429,
    title: 'Too many requests',
    detail: 'Too many requests. Please wait {wait}.',
  },
  headers_too_large: {
    status: 431,
    title: 'Too large',
    detail: 'The headers of the request are too large.',
  },
  internal_error: {
    status: 500,
    title: 'Something went wrong',
    detail: 'That is our fault, and it has been logged.',
  },
  unavailable: {
    status: 503,
    title: 'Not available right now',
    detail: 'Please try again in a moment.',
  },
} satisfies Record<string, Kind>

export type ProblemCode = keyof typeof KINDS
