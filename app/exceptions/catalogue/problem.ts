import { Exception } from '@adonisjs/core/exceptions'
import type { I18n } from '@adonisjs/i18n'
import { type ProblemCode, STATUSES } from '#exceptions/catalogue/kinds'
import type { Problems } from '#exceptions/catalogue/sentences'
import { type BrokenField, fieldSentence } from '#languages/field_sentence'
import { english } from '#languages/words'

/** One entry of `errors` in a problem. The message is in English until it is translated for the reader. */
export type FieldError = BrokenField & { message: string }

/** A value in a sentence: the same in all languages, or worded in each. */
export type Value = string | number | ((words: I18n) => string)

type ProblemOptions = {
  /** Which sentence of the code, if not the usual one. */
  sentence?: string
  values?: Record<string, Value>
  /** Whole seconds until it makes sense to try again: the Retry-After header. */
  retryAfter?: number
  headers?: Record<string, string>
  errors?: FieldError[]
  /** Further members of the answer. */
  members?: Record<string, unknown>
  /** For the log alone. */
  cause?: unknown
}

const resolved = (values: Record<string, Value>, words: I18n) =>
  Object.fromEntries(
    Object.entries(values).map(([name, value]) => [
      name,
      typeof value === 'function' ? value(words) : value,
    ])
  )

const detailOf = (code: ProblemCode, { sentence, values }: ProblemOptions, words: I18n) =>
  words.t(
    `problems.${code satisfies keyof Problems}.${sentence ?? 'detail'}`,
    resolved(values ?? {}, words)
  )

/**
 * An answer that is an error, as the contract names it (RFC 9457). The message is in English, for logs and commands.
 */
export class Problem extends Exception {
  declare code: ProblemCode
  readonly headers: Record<string, string>
  readonly errors?: FieldError[]
  readonly members?: Record<string, unknown>
  readonly #options: ProblemOptions

  constructor(code: ProblemCode, options: ProblemOptions = {}) {
    const status = STATUSES[code]
    // A client's mistake is not a defect of ours, and tracing it took a third of the time of a refusal.
    const { stackTraceLimit } = Error
    if (status < 500) Error.stackTraceLimit = 0
    super(detailOf(code, options, english()), { status, code, cause: options.cause })
    Error.stackTraceLimit = stackTraceLimit

    this.#options = options
    this.errors = options.errors
    this.members = options.members
    this.headers = { ...options.headers }
    if (options.retryAfter !== undefined) this.headers['Retry-After'] = String(options.retryAfter)
  }

  /** The problem as people read it, in their language. */
  toldIn(words: I18n) {
    return {
      title: words.t(`problems.${this.code}.title`),
      detail: detailOf(this.code, this.#options, words),
      errors: this.errors?.map(({ field, rule, message, meta }) => ({
        field,
        rule,
        message: fieldSentence({ field, rule, meta }, words) ?? message,
      })),
    }
  }
}
