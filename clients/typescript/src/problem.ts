import type { ProblemCode } from './types.js'

export type FieldError = { field: string; rule: string; message: string }

/** The service refused (RFC 9457). Its message may be shown to people. */
export class Problem extends Error {
  override readonly name = 'Problem'
  readonly status: number
  readonly code: ProblemCode
  readonly title: string
  readonly errors: FieldError[]
  /** What to name when you ask for help. */
  readonly requestId: string | undefined
  /** Seconds after which another try makes sense. */
  readonly retryAfter: number | undefined

  constructor(status: number, body: Record<string, unknown>, headers = new Headers()) {
    super(String(body.detail ?? `The service answered ${status}.`))
    this.status = status
    this.code = String(body.code ?? 'unknown')
    this.title = String(body.title ?? '')
    this.errors = Array.isArray(body.errors) ? body.errors : []
    this.requestId = headers.get('x-request-id') ?? undefined
    const wait = headers.get('retry-after')
    this.retryAfter = wait === null ? undefined : Number(wait)
  }

  /** The messages about one field of a form. */
  of(field: string) {
    return this.errors.filter((error) => error.field === field).map(({ message }) => message)
  }
}

/** The service was not reached, or its answer was lost. What was asked for may have been done. */
export class Unreachable extends Error {
  override readonly name = 'Unreachable'
}

/** Nobody is signed in, or no longer. */
export class SignedOut extends Error {
  override readonly name = 'SignedOut'

  constructor() {
    super('Nobody is signed in. Sign in again.')
  }
}
