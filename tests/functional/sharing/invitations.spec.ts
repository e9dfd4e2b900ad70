import db from '@adonisjs/lucid/services/db'
import { test } from '@japa/runner'
import { prune } from '#jobs/prune'
import { signInApp } from '#tests/helpers/clients/sign_in'
import { send } from '#tests/helpers/clients/http'
import { kindsOfMailsTo, linkIn } from '#tests/helpers/people/mailbox'
import { keepFile } from '#tests/helpers/files/files'
import { confirmAddress, confirmElsewhere, createVerifiedUser } from '#tests/helpers/addresses'
import {
  NOT_REACHED,
  reach,
  REACHED,
  share,
  shared,
  type ShareBody,
  sharesOf,
  signInOwner,
} from '#tests/helpers/files/sharing'
import {
  activate,
  createUser,
  deleteAccount,
  OTHER_PASSWORD,
  type Person,
  suspend,
  uniqueName,
} from '#tests/helpers/people/users'

const newAddress = () => `${uniqueName()}@example.org`

/** As if the owner had not touched the share for this long. */
const age = ({ id }: { id: string }, days: number) =>
  db
    .from('file_shares')
    .where('id', id)
    .update({ updated_at: db.raw('now() - make_interval(days => ?)', [days]) })

/** Deletes an account so long ago that the next prune scrubs it. */
async function deleteLongAgo(person: Person) {
  await deleteAccount(person)
  const longAgo = { deleted_at: db.raw(`now() - interval '31 days'`) }
  await db.from('users').where('id', person.id).update(longAgo)
}

/** Everything in an answer about a share that does not differ from one share to the next. */
function shapeOf(body: ShareBody) {
  const { email } = body.with
  return { ...body, id: '', with: { email: typeof email }, createdAt: '', updatedAt: '' }
}

test.group('Sharing with an address', () => {
  test('is answered and listed the same, whoever has it or nobody', async ({ assert }) => {
    const { owner, file } = await signInOwner()
    const [suspended, deleted] = [await createVerifiedUser(), await createVerifiedUser()]
    await suspend(suspended)
    await deleteAccount(deleted)
    const [verified, unverified] = [await createVerifiedUser(), await createUser()]
    const addresses = [verified, unverified, suspended, deleted].map(({ email }) => email)

    const shapes = new Set<string>()
    for (const email of [...addresses, newAddress()]) {
      const answer = await share(owner, file, { with: email })
      assert.deepEqual([answer.status, answer.data<ShareBody>().with], [201, { email }])
      shapes.add(JSON.stringify(shapeOf(answer.data<ShareBody>())))
      assert.equal((await share(owner, file, { with: email })).status, 200)
    }
    for (const body of await sharesOf(owner, file)) shapes.add(JSON.stringify(shapeOf(body)))
    assert.lengthOf([...shapes], 1)
  })

  test('works at once where an account has confirmed it', async ({ assert }) => {
    const { owner, file } = await signInOwner()
    const reader = await signInApp(await createVerifiedUser())
    await shared(owner, file, { with: reader.person.email.toUpperCase() })
    assert.deepEqual(await reach(reader, file), REACHED)
  })

  test('waits until somebody confirms it, and changes nothing that the owner sees', async ({
    assert,
  }) => {
    const { owner, file } = await signInOwner()
    const email = newAddress()
    const given = await shared(owner, file, { with: email })
    const reader = await signInApp(await createUser({ email }))
    assert.deepEqual(await reach(reader, file), NOT_REACHED)
    await confirmAddress(reader)
    assert.deepEqual(await reach(reader, file), REACHED)
    assert.deepEqual(await sharesOf(owner, file), [given])
  })

  test('is taken up by a reset of the password as well', async ({ assert }) => {
    const { owner, file } = await signInOwner()
    const person = await createUser()
    await shared(owner, file, { with: person.email })
    await send('POST', '/api/v1/password-resets', { json: { email: person.email } })
    const { token } = await linkIn(person.email, 'reset_password')
    const json = { token, password: OTHER_PASSWORD }
    assert.equal((await send('PUT', '/api/v1/password-resets', { json })).status, 204)
    const reader = await signInApp({ ...person, password: OTHER_PASSWORD })
    assert.deepEqual(await reach(reader, file), REACHED)
  })

  test('is taken up by who moves to it, and stays with who moves away', async ({ assert }) => {
    const { owner, file } = await signInOwner()
    const mover = await signInApp(await createVerifiedUser())
    const [old, email] = [mover.person.email, newAddress()]
    const other = await keepFile(owner.person, { name: 'Other.txt' })
    await shared(owner, file, { with: old })
    await shared(owner, other, { with: email })

    const change = { email, currentPassword: mover.person.password }
    assert.equal((await mover.api('PATCH', '/api/v1/me', change)).status, 200)
    assert.deepEqual(await reach(mover, other), NOT_REACHED)
    await confirmAddress(mover, email)
    assert.deepEqual(await reach(mover, file), REACHED)
    assert.deepEqual(await reach(mover, other), REACHED)

    const successor = await signInApp(await createVerifiedUser({ email: old }))
    assert.deepEqual(await reach(successor, file), NOT_REACHED)
    assert.equal((await share(owner, file, { with: old })).status, 200)
    assert.deepEqual(await reach(successor, file), REACHED)
    assert.deepEqual(await reach(mover, file), NOT_REACHED)
  })

  test('is void where the owner comes to have it', async ({ assert }) => {
    const { owner, file } = await signInOwner()
    const email = newAddress()
    await shared(owner, file, { with: email })
    await owner.api('PATCH', '/api/v1/me', { email, currentPassword: owner.person.password })
    await confirmAddress(owner, email)
    assert.deepEqual(await sharesOf(owner, file), [])
  })

  test('waits for 30 days, and then until it is renewed', async ({ assert }) => {
    const { owner, file } = await signInOwner()
    await confirmAddress(owner)
    const email = newAddress()
    const given = await shared(owner, file, { with: email })
    await age(given, 30)
    const reader = await signInApp(await createVerifiedUser({ email }))
    assert.deepEqual(await reach(reader, file), NOT_REACHED)

    assert.equal((await share(owner, file, { with: email })).status, 200)
    assert.deepEqual(await reach(reader, file), REACHED)
    assert.include(await kindsOfMailsTo(email), 'file_shared')
  })

  test('tells its owner as little after its 30 days, whoever has it or nobody: {$self}')
    .with(['untouched', 'changed', 'shared again', 'ended'])
    .run(async ({ assert }, fate) => {
      const { owner, file } = await signInOwner()
      const [claimed, confirmed, scrubbed] = [
        await createVerifiedUser(),
        await createUser(),
        await createVerifiedUser(),
      ]
      await confirmElsewhere(confirmed.email)
      const people = [claimed.email, confirmed.email, scrubbed.email, newAddress()]
      const seen = new Set<string>()
      for (const email of people) {
        const given = await shared(owner, file, { with: email })
        await age(given, 31)
        if (email === scrubbed.email) await deleteLongAgo(scrubbed)
        await prune()

        const path = `/api/v1/shares/${given.id}`
        const answers = {
          'untouched': () => owner.get(`/api/v1/files/${file.id}/shares`),
          'changed': () => owner.api('PATCH', path, { role: 'editor' }),
          'shared again': () => share(owner, file, { with: email }),
          'ended': () => owner.api('DELETE', path),
        }
        const { status } = await answers[fate as keyof typeof answers]()
        const listed = (await sharesOf(owner, file)).filter(({ id }) => id === given.id)
        seen.add(JSON.stringify([status, ...listed.map(shapeOf)]))
      }
      assert.lengthOf([...seen], 1)
    })

  test('that was taken up does not grow old', async ({ assert }) => {
    const { owner, file } = await signInOwner()
    const reader = await signInApp(await createVerifiedUser())
    await age(await shared(owner, file, { with: reader.person.email }), 400)
    await prune()
    assert.deepEqual(await reach(reader, file), REACHED)
  })

  test('of a deleted account works once it is brought back', async ({ assert }) => {
    const { owner, file } = await signInOwner()
    const person = await createVerifiedUser()
    await deleteAccount(person)
    await shared(owner, file, { with: person.email })
    await activate(person)
    assert.deepEqual(await reach(await signInApp(person), file), REACHED)
  })
})
