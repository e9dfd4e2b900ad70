import { test } from '@japa/runner'
import { CREDENTIALS, signInApp, signInBy } from '#tests/helpers/clients/sign_in'
import { createUser, deleteAccount } from '#tests/helpers/people/users'
import { createVerifiedUser } from '#tests/helpers/addresses'
import {
  endShare,
  letEnd,
  NOT_REACHED,
  reach,
  REACHED,
  share,
  shared,
  sharesOf,
  signInOwner,
} from '#tests/helpers/files/sharing'

test.group('Who a file is shared with', () => {
  test('gets to it on the next request, and no longer once it has ended, by {$self}')
    .with(CREDENTIALS)
    .run(async ({ assert }, credential) => {
      const { owner, file } = await signInOwner()
      const reader = await signInBy(credential)
      assert.deepEqual(await reach(reader, file), NOT_REACHED)
      const given = await shared(owner, file, { with: reader.person.username })
      assert.deepEqual(await reach(reader, file), REACHED)
      assert.equal((await endShare(owner, given)).status, 204)
      assert.deepEqual(await reach(reader, file), NOT_REACHED)
    })

  test('gets to it until it ends by itself', async ({ assert }) => {
    const { owner, file } = await signInOwner()
    const reader = await signInApp()
    const wish = { with: reader.person.username, expiresAt: '2099-01-01' }
    const given = await shared(owner, file, wish)
    assert.deepEqual(await reach(reader, file), REACHED)
    await letEnd('file_shares', given)
    assert.deepEqual(await reach(reader, file), NOT_REACHED)
  })

  test('has the role of the share, from the next request', async ({ assert }) => {
    const { owner, file } = await signInOwner()
    const reader = await signInApp()
    const { id } = await shared(owner, file, { with: reader.person.username })
    const rename = () => reader.api('PATCH', `/api/v1/files/${file.id}`, { name: 'Theirs.txt' })
    const role = async () => (await reader.get(`/api/v1/files/${file.id}`)).data().role

    assert.deepEqual([await role(), (await rename()).status], ['viewer', 403])
    await owner.api('PATCH', `/api/v1/shares/${id}`, { role: 'editor' })
    assert.deepEqual([await role(), (await rename()).status], ['editor', 200])
    assert.equal((await sharesOf(owner, file))[0].file.name, 'Theirs.txt')
  })

  test('does not get to it while it is in the bin, and does once it is restored', async ({
    assert,
  }) => {
    const { owner, file } = await signInOwner()
    const reader = await signInApp()
    const given = await shared(owner, file, { with: reader.person.username })
    await owner.api('DELETE', `/api/v1/files/${file.id}`)
    assert.deepEqual(await reach(reader, file), NOT_REACHED)
    assert.equal((await endShare(reader, given)).status, 404)

    const { username } = await createUser()
    assert.equal((await share(owner, file, { with: username })).status, 409)
    await owner.api('POST', `/api/v1/files/${file.id}/restorations`)
    assert.deepEqual(await reach(reader, file), REACHED)
  })

  test('twice, by username and address, gets to it once and with the stronger role', async ({
    assert,
  }) => {
    const { owner, file } = await signInOwner()
    const reader = await signInApp(await createVerifiedUser())
    const { username, email } = reader.person
    const byName = await shared(owner, file, { with: username })
    const byAddress = await shared(owner, file, { with: email, role: 'editor' })
    const role = async () => (await reader.get(`/api/v1/files/${file.id}`)).data().role

    assert.deepEqual(await reach(reader, file), REACHED)
    assert.equal(await role(), 'editor')
    assert.sameDeepMembers(await sharesOf(owner, file), [byName, byAddress])

    await endShare(owner, byAddress)
    assert.equal(await role(), 'viewer')
    await endShare(owner, byName)
    assert.deepEqual(await reach(reader, file), NOT_REACHED)
  })

  test('leaves altogether', async ({ assert }) => {
    const { owner, file } = await signInOwner()
    const reader = await signInApp(await createVerifiedUser())
    const byName = await shared(owner, file, { with: reader.person.username })
    await shared(owner, file, { with: reader.person.email, role: 'editor' })
    assert.equal((await endShare(reader, byName)).status, 204)
    assert.deepEqual(await reach(reader, file), NOT_REACHED)
    assert.deepEqual(await sharesOf(owner, file), [])
  })

  test('is still named once their account is deleted', async ({ assert }) => {
    const { owner, file } = await signInOwner()
    const reader = await createUser()
    const given = await shared(owner, file, { with: reader.username })
    await deleteAccount(reader)
    assert.deepEqual(await sharesOf(owner, file), [given])
  })
})
