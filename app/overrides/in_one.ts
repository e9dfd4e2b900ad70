import app from '@adonisjs/core/services/app'
import type { HttpContext } from '@adonisjs/core/http'
import type { ErrorHandlerAsAClass, MiddlewareAsClass, NextFn } from '@adonisjs/core/types/http'

type LazyMiddleware = () => Promise<{ default: MiddlewareAsClass }>
type LazyErrorHandler = () => Promise<{ default: ErrorHandlerAsAClass }>

export type Stage = (ctx: HttpContext, next: NextFn) => unknown
type AnswerError = (error: unknown, ctx: HttpContext) => unknown

/** Stages expect a promise of the rest, even of one that answers at once. */
const promised = (outcome: unknown): Promise<unknown> =>
  outcome instanceof Promise ? outcome : Promise.resolve(outcome)

/**
 * Runs stages around `last`. As in AdonisJS, an error is answered where it leaves a stage, and the stages around that
 * one continue.
 */
export function inTurn(stages: Stage[], answer: AnswerError, ctx: HttpContext, last: NextFn) {
  const answerError = (error: unknown) => answer(error, ctx)
  const run = (index: number): unknown => {
    if (index === stages.length) return last()
    let rest: Promise<unknown> | undefined
    try {
      const done = stages[index](ctx, () => (rest = promised(run(index + 1))))
      // A stage that only returns the rest has no errors of its own.
      return done instanceof Promise && done !== rest ? done.catch(answerError) : done
    } catch (error) {
      return answerError(error)
    }
  }
  return run(0)
}

/**
 * Combines several middleware that keep nothing between requests into one that runs them in turn. AdonisJS creates each
 * anew for every request, through its container, which costs more than most of them do. In development they stay
 * separate, so that each can be replaced while the server runs.
 *
 * A middleware that has nothing to wait for returns `next()` from a function that is not async: a request passes through
 * fourteen of them, and each async one costs four promises, of which `await next()` in place of `return next()` saves
 * one.
 *
 * With @adonisjs/core 7.5.2, seventeen that do nothing took 25 µs of processor time one by one, and take 2.5 combined;
 * a request takes about a hundred. Guarded by tests/unit/overrides/in_one.spec.ts.
 */
export function inOne(errorHandler: LazyErrorHandler, all: LazyMiddleware[]): LazyMiddleware[] {
  if (app.inDev) return all
  let combined: ReturnType<typeof combine> | undefined
  return [async () => ({ default: await (combined ??= combine(errorHandler, all)) })]
}

async function combine(errorHandler: LazyErrorHandler, all: LazyMiddleware[]) {
  const { default: Errors } = await errorHandler()
  const errors = await app.container.make(Errors)
  const imported = await Promise.all(all.map((load) => load()))
  const made = await Promise.all(imported.map((one) => app.container.make(one.default)))
  const stages = made.map((one): Stage => one.handle.bind(one))
  const answer: AnswerError = async (error, ctx) => {
    await errors.report(error, ctx)
    await errors.handle(error, ctx)
  }

  return class {
    handle(ctx: HttpContext, next: NextFn) {
      return inTurn(stages, answer, ctx, next)
    }
  }
}
