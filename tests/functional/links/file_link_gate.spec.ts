import { test } from '@japa/runner'
import { signInApp, signInBrowser } from '#tests/helpers/clients/sign_in'
import { get, send } from '#tests/helpers/clients/http'
import { makeScript } from '#tests/helpers/clients/scripts'
import { linked, signInOwner } from '#tests/helpers/files/sharing'
import { statementsOf } from '#tests/helpers/database/statements'
import { deleteAccount, suspend } from '#tests/helpers/people/users'

/** A file of somebody's and a link to it: its path and query. */
async function linkedFile() {
  const { owner, file } = await signInOwner()
  const { id, url } = await linked(owner, file)
  const { pathname, search } = new URL(url)
  return { owner, file, id, link: pathname + search }
}

test.group('What a signed link asks of its caller', () => {
  test('is one statement, no session and no cookie', async ({ assert }) => {
    const { link } = await linkedFile()
    const statements = await statementsOf(async () => {
      const answer = await get(link)
      assert.equal(answer.status, 200)
      assert.isEmpty(answer.cookies)
    })
    assert.lengthOf(statements, 1)
    assert.match(statements[0], /^select/)
  })

  test('is not who they are: {$self}')
    .with(['a stranger', 'suspended', 'deleted'])
    .run(async ({ assert }, who) => {
      const { link } = await linkedFile()
      const browser = await signInBrowser()
      if (who === 'suspended') await suspend(browser.person)
      if (who === 'deleted') await deleteAccount(browser.person)
      assert.equal((await browser.get(link)).status, 200)
    })

  test('is a good token where they send one, of whoever it is', async ({ assert }) => {
    const { link } = await linkedFile()
    const stranger = await signInApp()
    assert.equal((await stranger.get(link)).status, 200)

    const bare = await makeScript(['profile:read'], stranger)
    assert.equal((await bare.get(link)).problem.code, 'insufficient_scope')
    await stranger.api('DELETE', '/api/v1/sign-ins/current')
    assert.equal((await stranger.get(link)).problem.code, 'invalid_token')
  })

  test('is nothing more: they may ask for a head, for a range and to save it', async ({
    assert,
  }) => {
    const { link } = await linkedFile()
    assert.equal((await send('HEAD', link)).status, 200)
    assert.equal((await get(link, { Range: 'bytes=0-3' })).status, 206)
    const saved = await get(`${link}&download=1`)
    assert.equal(saved.status, 200)
    assert.match(saved.headers['content-disposition']!, /^attachment/)
  })
})

test.group('What a signed link does not do', () => {
  test('it opens nothing but bytes', async ({ assert }) => {
    const { file, link } = await linkedFile()
    const query = link.slice(link.indexOf('?'))
    for (const path of [`/api/v1/files/${file.id}`, '/api/v1/files', '/api/v1/me'])
      assert.equal((await get(path + query)).status, 401, path)
  })

  test('it cannot be made up', async ({ assert }) => {
    const { link } = await linkedFile()
    const [message, hash] = new URLSearchParams(link.split('?')[1]).get('signature')!.split('.')
    const forge = (text: string) => Buffer.from(text).toString('base64url')
    const path = link.split('&signature=')[0]
    for (const signature of [
      '',
      '.',
      message,
      `.${hash}`,
      `${message}.`,
      `${message}.${forge('nonsense')}`,
      `${forge('{}')}.${hash}`,
      'x'.repeat(8_000),
    ]) {
      const answer = await get(`${path}&signature=${signature}`)
      assert.equal(answer.status, 404, signature.slice(0, 40))
      assert.equal(answer.problem.code, 'not_found')
    }
  })

  test('it asks the database nothing where it was not signed by us', async ({ assert }) => {
    const { link } = await linkedFile()
    assert.isEmpty(await statementsOf(() => get(link.replace('signature=', 'signature=x'))))
  })

  test('it costs its owner no right, once it is dead', async ({ assert }) => {
    const { owner, id, link } = await linkedFile()
    await owner.api('DELETE', `/api/v1/links/${id}`)
    assert.equal((await get(link)).status, 404)
    assert.equal((await owner.get(link)).status, 200)
    const browser = await signInBrowser(owner.person)
    assert.equal((await browser.get(link)).status, 200)
    assert.equal((await (await signInBrowser()).get(link)).status, 404)
  })

  test('it does not outlive its owner’s account: {$self}')
    .with(['suspended', 'deleted'])
    .run(async ({ assert }, fate) => {
      const { owner, link } = await linkedFile()
      await (fate === 'suspended' ? suspend : deleteAccount)(owner.person)
      assert.equal((await get(link)).status, 404)
    })

  test('it is told to nobody by its answer', async ({ assert }) => {
    const { link } = await linkedFile()
    for (const path of [link, `${link}x`]) {
      const { headers } = await get(path)
      assert.equal(headers['referrer-policy'], 'no-referrer')
      assert.equal(headers['cache-control'], 'no-store')
    }
  })
})
