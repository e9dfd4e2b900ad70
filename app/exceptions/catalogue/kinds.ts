/**
 * Every problem that a request can meet: the status of each code that clients go by. The HTTP contract fixes the codes.
 * The sentences are in resources/lang/<language>/problems.json.
 */
export const STATUSES = {
  bad_request: 400,
  invalid_credentials: 400,
  invalid_grant: 400,
  unsupported_grant_type: 400,
  authorization_pending: 400,
  slow_down: 400,
  expired_token: 400,
  access_denied: 400,
  unauthenticated: 401,
  invalid_token: 401,
  csrf_failed: 403,
  shown_to_another: 403,
  forbidden: 403,
  insufficient_scope: 403,
  reauthentication_required: 403,
  account_suspended: 403,
  link_password_required: 403,
  not_found: 404,
  method_not_allowed: 405,
  request_timeout: 408,
  conflict: 409,
  precondition_failed: 412,
  payload_too_large: 413,
  unsupported_media_type: 415,
  range_not_satisfiable: 416,
  validation_failed: 422,
  too_many_requests: 429,
  headers_too_large: 431,
  internal_error: 500,
  unavailable: 503,
}

export type ProblemCode = keyof typeof STATUSES
