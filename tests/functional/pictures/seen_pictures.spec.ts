import { test } from '@japa/runner'
import { signInApp, signInBrowser } from '#tests/helpers/clients/sign_in'
import { get } from '#tests/helpers/clients/http'
import { keepFile } from '#tests/helpers/files/files'
import { createVerifiedUser } from '#tests/helpers/addresses'
import { shared } from '#tests/helpers/files/sharing'
import { givePicture } from '#tests/helpers/people/pictures'
import { crown, uncrown } from '#tests/helpers/people/super_user'
import { createUser } from '#tests/helpers/people/users'
import { addressOf } from '#tests/functional/pictures/pictures.spec'

test.group('Who sees a picture', () => {
  test('is the person, who shares with them by name, and whom they share with', async ({
    assert,
  }) => {
    const owner = await signInApp(await createVerifiedUser())
    const reader = await signInApp(await createVerifiedUser())
    const [ofOwner, ofReader] = [await givePicture(owner.person), await givePicture(reader.person)]
    const statuses = async () => [
      (await owner.get(addressOf(ofReader))).status,
      (await reader.get(addressOf(ofOwner))).status,
    ]
    assert.deepEqual(await statuses(), [404, 404])
    const stored = await keepFile(owner.person)
    const share = await shared(owner, stored, { with: reader.person.username })
    assert.deepEqual(await statuses(), [200, 200])
    await owner.api('DELETE', `/api/v1/shares/${share.id}`)
    assert.deepEqual(await statuses(), [404, 404])

    await shared(owner, stored, { with: reader.person.email })
    assert.deepEqual(await statuses(), [404, 200])
  })

  test('is the super user, and nobody who is not signed in', async ({ assert, cleanup }) => {
    const address = addressOf(await givePicture(await createUser()))
    assert.equal((await get(address)).status, 401)
    const app = await signInApp()
    assert.equal((await app.get(address)).status, 404)
    await crown(app.person)
    cleanup(uncrown)
    assert.equal((await app.get(address)).status, 200)
  })

  test('keeps it for themselves, and asks whether it is the same', async ({ assert }) => {
    const browser = await signInBrowser()
    const address = addressOf(await givePicture(browser.person))
    const { headers } = await browser.get(address)
    assert.equal(headers['cache-control'], 'private, max-age=3600')
    assert.equal(headers['x-content-type-options'], 'nosniff')
    assert.match(String(headers['content-security-policy']), /sandbox/)
    const again = await browser.get(address, { 'If-None-Match': String(headers.etag) })
    assert.equal(again.status, 304)
    assert.equal((await browser.get(`${address}?size=huge`)).status, 422)
  })
})
