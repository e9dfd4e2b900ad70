import { BaseTransformer } from '@adonisjs/core/transformers'
import { test } from '@japa/runner'

class PlainTransformer extends BaseTransformer<{ name: string }> {
  toObject() {
    return { name: this.resource.name }
  }
}

test.group('Transforming without a trace', () => {
  test('leaves the traces of all other errors as they are', ({ assert }) => {
    const { stackTraceLimit } = Error
    PlainTransformer.transform({ name: 'one' })
    PlainTransformer.paginate([{ name: 'one' }], { total: 1 })
    assert.equal(Error.stackTraceLimit, stackTraceLimit)
    assert.isAbove(stackTraceLimit, 0)
  })
})
