import db from '@adonisjs/lucid/services/db'
import { test } from '@japa/runner'
import SignIn from '#models/sign_in'
import User from '#models/user'

/** How often Lucid is asked meanwhile whether something is a column. */
function lookUpsDuring(work: () => void) {
  let count = 0
  const look = User.$getColumn
  User.$getColumn = function (name) {
    count += 1
    return look.call(this, name)
  }
  try {
    work()
  } finally {
    Reflect.deleteProperty(User, '$getColumn')
  }
  return count
}

const made = () => User.$createFromAdapterResult({ id: 7, username: 'ada' })!

test.group('What Lucid keeps of a model', () => {
  test('is read and set without asking whether it is a column', ({ assert }) => {
    const user = made()
    assert.equal(
      lookUpsDuring(() => {
        user.$isPersisted = false
        user.$extras = { seen: user.$isPersisted }
      }),
      0
    )
    assert.deepEqual(user.$extras, { seen: false })
    assert.isAbove(
      lookUpsDuring(() => void user.username),
      0
    )
  })

  test('is whole in a model that is new', ({ assert }) => {
    const { $attributes, $original, $extras, $preloaded, $isPersisted, $isLocal } = new User()
    const whole = { $attributes, $original, $extras, $preloaded, $isPersisted, $isLocal }
    assert.deepEqual(whole, {
      ...{ $attributes: {}, $original: {}, $extras: {}, $preloaded: {} },
      ...{ $isPersisted: false, $isLocal: true },
    })
  })

  test('follows the columns and relations that are set', ({ assert }) => {
    const [user, signIn] = [made(), new SignIn()]
    user.username = 'grace'
    user.$setRelated('signIns', [signIn])
    assert.deepEqual(user.$dirty, { username: 'grace' })
    assert.strictEqual(user.$preloaded.signIns, user.signIns)
    assert.strictEqual(user.signIns[0], signIn)
  })

  test('forgets a transaction that is over', async ({ assert }) => {
    const user = made()
    const trx = await db.transaction()
    user.useTransaction(trx)
    assert.strictEqual(user.$trx, trx)
    await trx.rollback()
    assert.isUndefined(user.$trx)
  })
})
