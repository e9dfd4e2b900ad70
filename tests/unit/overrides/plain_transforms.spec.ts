import { setImmediate } from 'node:timers/promises'
import { inject } from '@adonisjs/core'
import app from '@adonisjs/core/services/app'
import { BaseSerializer, BaseTransformer } from '@adonisjs/core/transformers'
import { test } from '@japa/runner'

type Named = { name: string; friend?: Named }

class Service {
  readonly word = 'injected'
}

class PlainTransformer extends BaseTransformer<Named> {
  toObject(): { name: string; friend: unknown } {
    const { name, friend } = this.resource
    return { name, friend: friend && PlainTransformer.transform(friend) }
  }
}

class InjectedTransformer extends BaseTransformer<Named> {
  @inject()
  toObject(service: Service) {
    return { name: this.resource.name, word: service.word }
  }
}

class Serializer extends BaseSerializer<{ Wrap: 'data'; PaginationMetaData: object }> {
  wrap = 'data' as const

  definePaginationMetaData(metaData: unknown) {
    return metaData as object
  }
}

const calls = () => app.container.createResolver()

const ada = { name: 'Ada', friend: { name: 'Charles' } }

test.group('Transformers without the container', () => {
  test('transform what is within each other', async ({ assert }) => {
    const { data } = await new Serializer().serialize(PlainTransformer.transform(ada), calls())
    assert.deepEqual(data as unknown, {
      name: 'Ada',
      friend: { name: 'Charles', friend: undefined },
    })
  })

  test('transform lists', async ({ assert }) => {
    const list = PlainTransformer.transform([ada.friend, ada.friend])
    const { data } = await new Serializer().serialize(list, calls())
    assert.lengthOf(data, 2)
  })

  test('give what they made as it is, where there are no relations in it', async ({ assert }) => {
    const made = { name: 'Ada' }
    class MadeTransformer extends BaseTransformer<Named> {
      toObject = () => made
    }
    const { data } = await new Serializer().serialize(MadeTransformer.transform(ada), calls())
    assert.strictEqual(data as unknown, made)
    const list = await new Serializer().serialize(MadeTransformer.transform([ada, ada]), calls())
    assert.strictEqual(list.data[1] as unknown, made)
  })

  test('may have to wait, alone and in a list', async ({ assert }) => {
    class WaitingTransformer extends BaseTransformer<Named> {
      async toObject() {
        await setImmediate()
        return { name: this.resource.name, friends: PlainTransformer.transform([ada.friend]) }
      }
    }
    const friends = [{ name: 'Charles', friend: undefined }]
    for (const given of [ada, [ada]]) {
      const { data } = await new Serializer().serialize(
        WaitingTransformer.transform(given as Named),
        calls()
      )
      assert.deepEqual([data].flat() as unknown, [{ name: 'Ada', friends }])
    }
  })

  test('are still given what they ask the container for', async ({ assert }) => {
    const { data } = await new Serializer().serialize(InjectedTransformer.transform(ada), calls())
    assert.deepEqual(data as unknown, { name: 'Ada', word: 'injected' })
  })

  test('leave out what was not loaded, and keep null', async ({ assert }) => {
    class LoadedTransformer extends BaseTransformer<{ friend?: Named; foe: Named | null }> {
      toObject() {
        const { friend, foe } = this.resource
        return {
          friend: PlainTransformer.transform(this.whenLoaded(friend)),
          foe: PlainTransformer.transform(foe),
        }
      }
    }
    const item = LoadedTransformer.transform({ foe: null })
    const { data } = await new Serializer().serialize(item, calls())
    assert.deepEqual(data as unknown, { friend: undefined, foe: null })
  })

  test('go no deeper than one relation, unless told to', async ({ assert }) => {
    const charles = { name: 'Charles', friend: { name: 'Mary', friend: { name: 'Jane' } } }
    const deep = { name: 'Ada', friend: charles }
    const shown = async (depth: 1 | 2) => {
      class AskingTransformer extends BaseTransformer<Named> {
        toObject() {
          return { friend: PlainTransformer.transform(this.resource.friend!).depth(depth) }
        }
      }
      const item = AskingTransformer.transform(deep)
      return JSON.stringify(await new Serializer().serialize(item, calls()))
    }
    assert.notInclude(await shown(1), 'Mary')
    assert.include(await shown(2), 'Mary')
    assert.notInclude(await shown(2), 'Jane')
  })

  test('give lists their pages', async ({ assert }) => {
    const page = PlainTransformer.paginate([ada.friend], { total: 1 })
    const { data, metadata } = await new Serializer().serialize(page, calls())
    assert.lengthOf(data, 1)
    assert.deepEqual(metadata as unknown, { total: 1 })
  })
})
