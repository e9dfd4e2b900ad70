import app from '@adonisjs/core/services/app'
import { type HttpContext, Route, type Server } from '@adonisjs/core/http'
import type { NextFn, StoreRouteMiddleware } from '@adonisjs/core/types/http'
import { inTurn, type Stage } from '#overrides/in_one'

type RouteJson = ReturnType<Route['toJSON']>
type Class = new () => Record<string, (...args: unknown[]) => unknown>

/** The class itself, or a function that imports it. */
async function classOf(reference: unknown): Promise<Class> {
  if (/^class\b/.test(String(reference))) return reference as Class
  const { default: imported } = await (reference as () => Promise<{ default: Class }>)()
  return imported
}

/** Whether it has injected dependencies: then AdonisJS creates it. */
const takesInjections = (made: Class) => 'containerInjections' in made

async function stageOf(middleware: StoreRouteMiddleware): Promise<Stage> {
  if (typeof middleware === 'function') return middleware
  const { reference, args, handle } = middleware
  const made = await classOf(reference)
  if (takesInjections(made)) return (ctx, next) => handle(ctx.containerResolver, ctx, next, args)
  return (ctx, next) => new made().handle(ctx, next, args)
}

async function actionOf({ handler }: RouteJson): Promise<(ctx: HttpContext) => unknown> {
  if (typeof handler === 'function') return handler
  const { handle, method, reference } = handler
  const made = Array.isArray(reference) && (await classOf(reference[0]))
  if (!made || takesInjections(made)) return (ctx) => handle(ctx.containerResolver, ctx)
  return (ctx) => new made()[method](ctx)
}

/** The outcome as a promise, which AdonisJS expects: of an error too that was thrown at once. */
function promised<Given>(given: Given, run: (given: Given) => unknown): Promise<unknown> {
  try {
    const outcome = run(given)
    return outcome instanceof Promise ? outcome : Promise.resolve(outcome)
  } catch (error) {
    return Promise.reject(error)
  }
}

const isAnswer = (value: unknown, { response }: HttpContext) =>
  value !== undefined && value !== response && !response.hasLazyBody

async function stagesOf(route: RouteJson): Promise<Stage[]> {
  const middleware = [...route.middleware.all()]
  const action = await actionOf(route)
  const answer: Stage = async (ctx) => {
    const value = await action(ctx)
    if (isAnswer(value, ctx)) ctx.response.send(value)
  }
  return [...(await Promise.all(middleware.map(stageOf))), answer]
}

/**
 * Controllers and middleware without dependencies are still created for each request, but without AdonisJS's container,
 * which goes through eight promises even if there is nothing to inject. In development AdonisJS does all of it, so that
 * each can be replaced while the server runs.
 *
 * With @adonisjs/core 7.5.2 `/health/live` took 27 µs of processor time without its socket; it takes 19 with this, and
 * four fifths of that with runServerPlainly(). Guarded by tests/unit/overrides/plain_routes.spec.ts.
 */
export function runRoutesPlainly() {
  if (app.inDev) return
  const { toJSON } = Route.prototype
  Route.prototype.toJSON = function () {
    const route = toJSON.call(this)
    let stages: Stage[] | undefined
    const execute: RouteJson['execute'] = (_route, _resolver, ctx, answerError) => {
      const run = (all: Stage[]) => inTurn(all, answerError, ctx, () => {})
      if (stages) return promised(stages, run)
      return stagesOf(route).then((all) => run((stages = all)))
    }
    return { ...route, execute }
  }
}

/** The same for the middleware that the server has so far. */
export function runServerPlainly(server: Pick<Server, 'getMiddlewareList'>) {
  if (app.inDev) return
  for (const middleware of server.getMiddlewareList()) {
    const asGiven = { ...middleware }
    let stage: Stage | undefined
    middleware.handle = (_resolver, ctx: HttpContext, next: NextFn) => {
      const run = (made: Stage) => made(ctx, next)
      if (stage) return promised(stage, run)
      return stageOf(asGiven).then((made) => run((stage = made)))
    }
  }
}
