import { test } from '@japa/runner'
import type { Browser } from '#tests/helpers/clients/sign_in'
import {
  signInAppOfSuperUser,
  signInBrowserOfSuperUser,
  uncrown,
} from '#tests/helpers/people/super_user'
import { run } from '#tests/helpers/servers/commands'
import {
  answering,
  deliver,
  forgetWebhooks,
  letPausesPass,
  startReceiver,
} from '#tests/helpers/servers/receiver'

const INDEX = '/admin/webhooks'

/** Adds one as a person does; answers with its page, and the secret that was shown. */
async function add(browser: Browser, url: string) {
  const { text } = await browser.submit(INDEX, { url, about: 'files' })
  return {
    page: /href="(\/admin\/webhooks\/[\w-]+)"/.exec(text)![1],
    secret: /whsec_[\w+/]+=*/.exec(text)![0],
  }
}

test.group('The pages of webhooks', (group) => {
  group.each.setup(forgetWebhooks)
  group.teardown(uncrown)

  test('add one, show its secret once, send a test and tell what became of it', async ({
    assert,
  }) => {
    const receiver = await startReceiver()
    const browser = await signInBrowserOfSuperUser()
    const { page } = await add(browser, receiver.url)
    assert.include((await browser.get(INDEX)).text, receiver.url)

    await browser.submit(page, {}, `${page}/tests`)
    await deliver()
    assert.lengthOf(receiver.received, 1)
    const { text } = await browser.get(page)
    assert.include(text, 'Delivered')
    assert.notInclude(text, 'whsec_')

    const again = /action="(\/admin\/webhook-deliveries\/[^"]+)"/.exec(text)![1]
    await browser.submit(page, {}, again.replaceAll('&amp;', '&'))
    await deliver()
    assert.lengthOf(receiver.received, 2)
  })

  test('tell of what was given up, and turn one off and on', async ({ assert }) => {
    const receiver = await startReceiver(answering(500))
    const browser = await signInBrowserOfSuperUser()
    const { page } = await add(browser, receiver.url)
    await browser.submit(page, {}, `${page}/tests`)
    for (let tries = 0; tries < 10; tries++) {
      await deliver()
      await letPausesPass()
    }
    const { text } = await browser.get(page)
    for (const said of ['Given up', '10 attempts', 'answered 500', 'Failing'])
      assert.include(text, said)

    await browser.submit(page, { isActive: 'false' }, `${page}?_method=PUT`)
    assert.include((await browser.get(INDEX)).text, '>Off<')
    await browser.submit(page, { isActive: 'true' }, `${page}?_method=PUT`)
    assert.include((await browser.get(INDEX)).text, '>Active<')
  })

  test('make a new secret, and remove one', async ({ assert }) => {
    const browser = await signInBrowserOfSuperUser()
    const { page, secret } = await add(browser, 'https://example.org/hook')
    const { text } = await browser.submit(page, {}, `${page}/secrets`)
    assert.include(text, 'whsec_')
    assert.notInclude(text, secret)
    const removed = await browser.submit(page, {}, `${page}?_method=DELETE`)
    assert.equal(removed.headers.location, INDEX)
    assert.include((await browser.get(INDEX)).text, 'No webhooks yet')
  })

  test('give back an address that cannot be', async ({ assert }) => {
    const browser = await signInBrowserOfSuperUser()
    await browser.submit(INDEX, { url: 'https://127.0.0.1/', about: '' })
    const { text } = await browser.get(INDEX)
    assert.include(text, 'value="https://127.0.0.1/"')
    assert.include(text, 'public internet')
  })
})

test.group('Commands for webhooks', (group) => {
  group.each.setup(forgetWebhooks)

  test('make one, list them, and remove it', async ({ assert }) => {
    assert.include((await run('webhook:list')).output.join(), 'There are no webhooks.')
    const made = await run('webhook:create', 'https://example.org/hook', '--kinds=file_added')
    assert.equal(made.exitCode, 0)
    assert.match(made.output[0], /^whsec_/)
    const { output } = await run('webhook:list')
    assert.match(output[1], /^[\w-]{36} +active +file_added +https:\/\/example\.org\/hook$/)
    const [id] = output[1].split(' ')
    assert.equal((await run('webhook:remove', id)).exitCode, 0)
    assert.equal((await run('webhook:remove', id)).exitCode, 1)
  })

  test('list them page by page, and as the API would', async ({ assert, cleanup }) => {
    for (const name of ['one', 'two', 'three'])
      await run('webhook:create', `https://example.org/${name}`)
    const superUser = await signInAppOfSuperUser()
    cleanup(uncrown)
    const answer = await superUser.get('/api/v1/admin/webhooks?perPage=2')
    const asked = await run('webhook:list', '--limit=2', '--json')
    assert.deepEqual(JSON.parse(asked.output.join('\n')), answer.json())

    const { output } = await run('webhook:list', '--limit=2')
    const cursor = output.at(-1)!.split(' ').at(-1)!
    assert.include((await run('webhook:list', cursor)).output.join(), 'https://example.org/one')
  })

  test('say what is wrong with an address', async ({ assert }) => {
    const { exitCode, errors } = await run('webhook:create', 'https://127.0.0.1/')
    assert.equal(exitCode, 1)
    assert.include(errors.join(), 'public internet')
  })
})
