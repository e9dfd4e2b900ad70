import { setImmediate } from 'node:timers/promises'
import app from '@adonisjs/core/services/app'
import { BaseSerializer, BaseTransformer } from '@adonisjs/core/transformers'
import { test } from '@japa/runner'

type Named = { name: string }

class PlainTransformer extends BaseTransformer<Named> {
  toObject() {
    return { name: this.resource.name }
  }
}

class FailingTransformer extends BaseTransformer<Named> {
  toObject(): object {
    throw new Error(`No ${this.resource.name}.`)
  }
}

class Serializer extends BaseSerializer<{ Wrap: 'data'; PaginationMetaData: object }> {
  wrap = 'data' as const

  definePaginationMetaData(metaData: unknown) {
    return metaData as object
  }
}

const calls = () => app.container.createResolver()

const ada = { name: 'Ada' }

const charles = { name: 'Charles' }

test.group('Transformers that fail', () => {
  test('fail with their own errors', async ({ assert }) => {
    const failing = new Serializer().serialize(FailingTransformer.transform(ada), calls())
    await assert.rejects(async () => failing, 'No Ada.')
  })

  test('refuse what is undefined, and say where it was to be transformed', async ({ assert }) => {
    const nobody = undefined as unknown as Named
    const forgetful = () => PlainTransformer.transform(nobody)
    const refusal = await new Serializer().serialize(forgetful(), calls()).catch((error) => error)
    assert.match(refusal.message, /whenLoaded/)
    assert.include(refusal.stack, 'forgetful')
  })

  test('do not miss what is undefined too deep to be shown', async ({ assert }) => {
    class PostTransformer extends BaseTransformer<{ author?: Named }> {
      toObject() {
        return { author: PlainTransformer.transform(this.resource.author!) }
      }
    }
    class AuthorTransformer extends BaseTransformer<{ posts: { author?: Named }[] }> {
      toObject() {
        return { posts: PostTransformer.transform(this.resource.posts) }
      }
    }
    const item = AuthorTransformer.transform({ posts: [{}] })
    const { data } = await new Serializer().serialize(item, calls())
    assert.deepEqual(data as unknown, { posts: [{}] })
  })

  test('must make an object')
    .with([undefined, null, 'Ada', 7, [{ name: 'Ada' }]])
    .run(async ({ assert }, made) => {
      class OddTransformer extends BaseTransformer<Named> {
        toObject() {
          return made as unknown as object
        }
      }
      for (const item of [OddTransformer.transform(ada), OddTransformer.transform([ada])])
        await assert.rejects(
          () => new Serializer().serialize(item as never, calls()),
          'OddTransformer.toObject() must return an object.'
        )
    })

  test('leave no failure to nobody where another row fails at once', async ({ assert }) => {
    const left: unknown[] = []
    const note = (error: unknown) => left.push(error)
    process.prependListener('unhandledRejection', note)
    class SlowTransformer extends BaseTransformer<Named> {
      toObject() {
        if (this.resource === ada) throw new Error('at once')
        return Promise.reject(new Error('later')) as Promise<object>
      }
    }
    const list = SlowTransformer.transform([charles, ada])
    await assert.rejects(async () => new Serializer().serialize(list, calls()))
    await setImmediate()
    process.off('unhandledRejection', note)
    assert.isEmpty(left)
  })
})
