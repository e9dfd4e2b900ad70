import app from '@adonisjs/core/services/app'
import server from '@adonisjs/core/services/server'
import testUtils from '@adonisjs/core/services/test_utils'
import { test } from '@japa/runner'
import type { HttpContext } from '@adonisjs/core/http'
import type { NextFn } from '@adonisjs/core/types/http'
import { problems } from '#exceptions/problem'
import { inOne } from '#overrides/in_one'

type Step = (ctx: HttpContext, next: NextFn) => unknown

/** What a middleware in the middle may do. */
const MIDDLES: [string, Step][] = [
  ['hands on', (_, next) => next()],
  ['waits for the rest', async (_, next) => void (await next())],
  ['answers itself', ({ response }) => response.status(202).send('')],
  [
    'throws',
    () => {
      throw problems.notFound()
    },
  ],
  ['fails', () => Promise.reject(problems.notFound())],
  [
    'fails after the rest',
    (_, next) => Promise.resolve(next()).then(() => Promise.reject(problems.notFound())),
  ],
]

const errorHandler = () => import('#exceptions/handler')

/** Three middleware around a handler, run by AdonisJS as they stand; answers with what happened in which order. */
async function run(combine: typeof inOne, middle: Step, handler: (ctx: HttpContext) => unknown) {
  const happened: string[] = []
  const middlewareOf = (name: string, step: Step) => async () => ({
    default: class {
      async handle(ctx: HttpContext, next: NextFn) {
        happened.push(name)
        await step(ctx, next)
        happened.push(`${name} is done`)
      }
    },
  })
  const onwards: Step = (_, next) => next()
  const all = combine(errorHandler, [
    middlewareOf('first', onwards),
    middlewareOf('middle', middle),
    middlewareOf('last', onwards),
  ])
  const classes = await Promise.all(all.map(async (load) => (await load()).default))
  const ctx = await testUtils.createHttpContext()
  const errors = await app.container.make((await errorHandler()).default)
  await server
    .pipeline(classes)
    .finalHandler(async () => void (await handler(ctx)))
    .errorHandler((error) => errors.handle(error, ctx))
    .run(ctx)
  return [...happened, ctx.response.getStatus()]
}

test.group('Middleware in one', () => {
  test('do what they do one by one where one of them {0}')
    .with(MIDDLES)
    .run(async ({ assert }, [, middle]) => {
      const oneByOne: typeof inOne = (_errorHandler, all) => all
      for (const handler of [() => {}, () => Promise.reject(problems.conflict('inBin'))])
        assert.deepEqual(await run(inOne, middle, handler), await run(oneByOne, middle, handler))
    })

  test('may go on with a promise of what answers at once', async ({ assert }) => {
    const happened: string[] = []
    const middlewareOf = (handle: Step) => async () => ({
      default: class {
        handle = handle
      },
    })
    const all = inOne(errorHandler, [
      middlewareOf((_, next) => next().finally(() => happened.push('the rest is done'))),
      middlewareOf(({ response }) => void response.status(202)),
    ])
    const { default: Combined } = await all[0]()
    const ctx = await testUtils.createHttpContext()
    await new Combined().handle(ctx, async () => {})
    assert.deepEqual([...happened, ctx.response.getStatus()], ['the rest is done', 202])
  })

  test('are one', ({ assert }) => {
    const load = async () => ({
      default: class {
        handle() {}
      },
    })
    assert.lengthOf(inOne(errorHandler, [load, load]), 1)
  })
})
