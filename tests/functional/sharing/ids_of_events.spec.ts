import { test } from '@japa/runner'
import { writeRefusals } from '#activity/refusals'
import { createVerifiedUser } from '#tests/helpers/addresses'
import { signInBrowser } from '#tests/helpers/clients/sign_in'
import { keepFile } from '#tests/helpers/files/files'
import { choose } from '#tests/helpers/files/selections'
import { shared, signInOwner } from '#tests/helpers/files/sharing'
import { uniqueName } from '#tests/helpers/people/users'

type Owner = Awaited<ReturnType<typeof signInOwner>>['owner']

const address = () => `${uniqueName()}@example.org`

const addressOfSomebody = async () => {
  const { email } = await createVerifiedUser()
  return email
}

/** How far apart the events are that the owner sees, oldest first. */
async function gapsOf(owner: Owner) {
  const events = (await owner.get('/api/v1/me/events?perPage=50')).data<{ id: string }[]>()
  const ids = events.map(({ id }) => Number(id)).toReversed()
  return ids.slice(1).map((id, index) => id - ids[index])
}

/**
 * Shares a file with an address, changes that and ends it; then two files with two addresses at once. Refusals of other
 * tests that wait to be written would take ids in between.
 */
async function gapsOfSharing(addresses: string[]) {
  await writeRefusals()
  const { owner, file } = await signInOwner()
  const browser = await signInBrowser(owner.person)
  const ids = [file.id, (await keepFile(owner.person)).id]
  const { headers } = await choose(browser, '/files', '/files/selections', ids)
  const { id } = await shared(owner, file, { with: addresses[0] })
  await owner.api('PATCH', `/api/v1/shares/${id}`, { role: 'editor' })
  await owner.api('DELETE', `/api/v1/shares/${id}`)
  const fields = { form: 'share-form', with: addresses.join(' '), role: 'viewer', days: '' }
  await choose(browser, headers.location!, '/files/shares', ids, { fields })
  return gapsOf(owner)
}

test.group('The ids of what an owner is told of their shares', () => {
  test('do not tell whether an address has an account', async ({ assert }) => {
    const known = await gapsOfSharing([await addressOfSomebody(), await addressOfSomebody()])
    const unknown = await gapsOfSharing([address(), address()])
    assert.lengthOf(unknown.slice(-7), 7)
    assert.deepEqual(unknown.slice(-7), known.slice(-7))
  })
})
