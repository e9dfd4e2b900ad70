import { once } from 'node:events'
import { spawn } from 'node:child_process'
import { statSync } from 'node:fs'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { test } from '@japa/runner'
import { memoryStore } from '../../../clients/typescript/src/index.js'
import { MobileApp } from '../../../examples/mobile/src/app.js'
import { Network } from '#tests/helpers/clients/typescript/gatehouse'
import { ORIGIN } from '#tests/helpers/clients/http'
import { signInApp } from '#tests/helpers/clients/sign_in'
import { countSignIns } from '#tests/helpers/database/rows'
import { createUser } from '#tests/helpers/people/users'
import { releaseLater } from '#tests/helpers/release'
import { READ_TYPESCRIPT } from '#tests/helpers/servers/node'
import { letTimePass } from '#tests/helpers/time'

const bytesOf = (content: string) => new TextEncoder().encode(content)

/** An app on a phone of somebody who has signed in. `restart` is what happens after it was killed. */
async function startMobile() {
  const network = new Network()
  const [secrets, disk] = [memoryStore(), memoryStore()]
  let signedOut = 0
  const wiring = { baseUrl: ORIGIN, secrets, disk, fetch: network.fetch }
  const restart = () => new MobileApp({ ...wiring, onSignedOut: () => void signedOut++ })
  const person = await createUser()
  const app = restart()
  await app.signIn(person.username, person.password)
  return { app, network, person, restart, timesSignedOut: () => signedOut }
}

const namesIn = async (app: MobileApp) => {
  const { files, isFresh } = await app.files()
  return { names: files.map(({ name, state }) => `${name} ${state}`).sort(), isFresh }
}

test.group('The example of a mobile app', () => {
  test('stays signed in for as long as it is used once a day', async ({ assert }) => {
    const { app, person, timesSignedOut } = await startMobile()
    for (let day = 1; day <= 30; day++) {
      await letTimePass(person, { days: 1 })
      assert.isTrue((await app.files()).isFresh, `day ${day}`)
    }
    assert.equal(await countSignIns(person), 1)
    assert.equal(timesSignedOut(), 0)
  })

  test('is signed in after 29 days in a drawer, and signs in again after 31', async ({
    assert,
  }) => {
    const { app, person, restart, timesSignedOut } = await startMobile()
    await letTimePass(person, { days: 29 })
    assert.isTrue((await restart().files()).isFresh)
    await letTimePass(person, { days: 31 })
    await assert.rejects(() => restart().files(), 'Nobody is signed in. Sign in again.')
    assert.equal(timesSignedOut(), 1)
    await app.signIn(person.username, person.password)
    assert.isTrue((await app.files()).isFresh)
  })

  test('shows what it knows without a connection, and catches up with one', async ({ assert }) => {
    const { app, network, restart } = await startMobile()
    assert.equal(await app.upload('One.txt', bytesOf('one')), 0)
    await app.files()

    network.isDown = true
    assert.equal(await app.upload('Two.txt', bytesOf('two')), 1)
    const waiting = { names: ['One.txt stored', 'Two.txt waiting'], isFresh: false }
    assert.deepEqual(await namesIn(app), waiting)
    const killed = restart()
    assert.deepEqual(await namesIn(killed), waiting)

    network.isDown = false
    assert.equal(await killed.catchUp(), 0)
    const there = { names: ['One.txt stored', 'Two.txt stored'], isFresh: true }
    assert.deepEqual(await namesIn(killed), there)
  })

  test('makes one file of an upload whose answer was lost', async ({ assert }) => {
    const { app, network } = await startMobile()
    network.losing.set('/api/v1/files', 1)
    assert.equal(await app.upload('One.txt', bytesOf('one')), 1)
    assert.equal(await app.catchUp(), 0)
    assert.deepEqual((await namesIn(app)).names, ['One.txt stored'])
    assert.equal(network.count('POST /api/v1/files'), 2)
  })

  test('shares, and tells what was refused without holding up the rest', async ({ assert }) => {
    const { app } = await startMobile()
    await app.upload('One.txt', bytesOf('one'))
    const [{ id }] = (await app.files()).files
    const friend = await signInApp()
    assert.equal(await app.share(id!, 'no.such.person'), 0)
    assert.equal(await app.share(id!, friend.person.username), 0)
    assert.match((await app.takeRefusals()).join(), /^Share: /)
    assert.deepEqual(await app.takeRefusals(), [])
    const shared = await friend.get('/api/v1/files?shared=with-me')
    assert.deepEqual(
      shared.data<{ name: string }[]>().map(({ name }) => name),
      ['One.txt']
    )
  })

  test('forgets everything when it is signed out', async ({ assert }) => {
    const { app, network, person } = await startMobile()
    await app.upload('One.txt', bytesOf('one'))
    await app.signOut()
    assert.equal(await countSignIns(person), 0)
    network.isDown = true
    await assert.rejects(() => app.files(), 'Nobody is signed in. Sign in again.')
  })

  test('has a face in the terminal, and keeps to itself what it stores', async ({
    assert,
    cleanup,
  }) => {
    const folder = await mkdtemp(join(tmpdir(), 'gatehouse-phone-'))
    cleanup(() => rm(folder, { recursive: true }))
    const note = join(folder, 'Note.txt')
    await writeFile(note, 'sea')
    const person = await createUser()

    const inTerminal = async (...lines: string[]) => {
      const program = ['examples/mobile/src/terminal.ts', ORIGIN]
      const child = spawn(process.execPath, [READ_TYPESCRIPT, ...program], {
        stdio: ['pipe', 'pipe', 'inherit'],
        env: { ...process.env, XDG_STATE_HOME: folder },
      })
      releaseLater(() => child.kill('SIGKILL'))
      const ended = once(child, 'exit')
      child.stdin.end(`${lines.join('\n')}\n`)
      const printed = await text(child.stdout)
      assert.deepEqual(await ended, [0, null])
      return printed
    }

    const { username, password } = person
    const first = await inTerminal(`sign-in ${username} ${password}`, 'offline', `upload ${note}`)
    assert.include(first, `Hello, ${username}.`)
    assert.include(first, 'Waiting for a connection: 1.')
    const second = await inTerminal('list', 'online', 'list')
    assert.include(second, 'Note.txt  3 B  waiting')
    assert.include(second, 'Note.txt  3 B  stored')
    const usage = await inTerminal('share', 'share Note.txt', 'upload', 'sign-in ada', 'nonsense')
    assert.lengthOf(usage.match(/> sign-in LOGIN PASSWORD \|/g)!, 5)
    const refused = await inTerminal('share Note.txt no.such.person', 'list')
    assert.match(refused, /> Share: [A-Z].+\n> Note.txt/)

    const phone = join(folder, 'gatehouse-phone')
    const modes = ['', 'secrets', 'state'].map((name) => statSync(join(phone, name)).mode & 0o777)
    assert.deepEqual(modes, [0o700, 0o600, 0o600])
  })
})
