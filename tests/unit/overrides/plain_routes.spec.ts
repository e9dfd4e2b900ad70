import { inject } from '@adonisjs/core'
import app from '@adonisjs/core/services/app'
import testUtils from '@adonisjs/core/services/test_utils'
import { type HttpContext, Route } from '@adonisjs/core/http'
import type { NextFn } from '@adonisjs/core/types/http'
import { test } from '@japa/runner'
import { problems } from '#exceptions/problem'
import { runServerPlainly } from '#overrides/plain_routes'

class Service {}

let made = 0

class PlainController {
  readonly number = ++made

  show() {
    return { number: this.number }
  }

  fail() {
    throw problems.notFound()
  }

  say({ response }: HttpContext) {
    return response.status(202).send('said')
  }
}

@inject()
class InjectedController {
  constructor(private service: Service) {}

  show() {
    return { isGiven: this.service instanceof Service }
  }
}

type Controller = new (...args: any[]) => object

/** What becomes of a request to a route with a middleware around it. */
async function ask(controller: Controller, method: string) {
  const happened: unknown[] = []
  const around = class {
    async handle(_: HttpContext, next: NextFn, options: unknown) {
      happened.push(options)
      await next()
      happened.push('done')
    }
  }
  const handle = () => happened.push('made by AdonisJS')
  const reference = async () => ({ default: around })
  const ctx = await testUtils.createHttpContext()
  const handler = [controller, method] as [Controller, any]
  const route = new Route(app, [], { pattern: '/', methods: ['GET'], handler, globalMatchers: {} })
  const json = route.use({ reference, handle, args: ['options'], name: 'around' } as any).toJSON()
  await json.execute(json, ctx.containerResolver, ctx, async (error) => {
    happened.push((error as Error).message)
  })
  return { happened, body: ctx.response.getBody() as unknown }
}

test.group('Routes without the container', () => {
  test('make a controller anew for each request, and send what it returns', async ({ assert }) => {
    const [one, other] = [await ask(PlainController, 'show'), await ask(PlainController, 'show')]
    assert.deepEqual([one.body, other.body], [{ number: made - 1 }, { number: made }])
    assert.deepEqual(one.happened, [['options'], 'done'])
  })

  test('leave the rest to a controller that answers itself', async ({ assert }) => {
    assert.equal((await ask(PlainController, 'say')).body, 'said')
  })

  test('answer an error before the middleware around go on', async ({ assert }) => {
    const { happened } = await ask(PlainController, 'fail')
    assert.deepEqual(happened, [['options'], problems.notFound().message, 'done'])
  })

  test('are there for the middleware of the server too', async ({ assert }) => {
    const counted = class {
      readonly number = ++made

      handle(_: HttpContext, next: NextFn) {
        return [this.number, next()]
      }
    }
    const reference = async () => ({ default: counted })
    const middleware = { reference, handle: () => 'made by AdonisJS', name: 'counted' } as any
    runServerPlainly({ getMiddlewareList: () => [middleware] })
    const ctx = await testUtils.createHttpContext()
    for (const number of [made + 1, made + 2])
      assert.deepEqual(await middleware.handle(ctx.containerResolver, ctx, () => 'rest'), [
        number,
        'rest',
      ])
  })

  test('leave one that is to be given something to AdonisJS', async ({ assert }) => {
    assert.deepEqual((await ask(InjectedController, 'show')).body, { isGiven: true })
  })
})
