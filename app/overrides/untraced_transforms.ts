import { BaseTransformer } from '@adonisjs/core/transformers'

type Transform = (this: unknown, ...values: unknown[]) => unknown

const untraced = (transform: Transform): Transform =>
  function (...values) {
    const { stackTraceLimit } = Error
    Error.stackTraceLimit = 0
    try {
      return transform.apply(this, values)
    } finally {
      Error.stackTraceLimit = stackTraceLimit
    }
  }

/**
 * @adonisjs/core 7.5.2 creates an error for each transformed value, in case it is undefined, and for each list.
 * Capturing a stack trace as deep as a request's took 12 µs of processor time, and a request takes about a hundred; here
 * the error has none. Guarded by tests/unit/overrides/untraced_transforms.spec.ts.
 */
export function transformUntraced() {
  const { transform, paginate } = BaseTransformer
  Object.assign(BaseTransformer, {
    transform: untraced(transform as Transform),
    paginate: untraced(paginate as Transform),
  })
}
