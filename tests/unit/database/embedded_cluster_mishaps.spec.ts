import {
  chmodSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { test } from '@japa/runner'
import {
  isAlive,
  isWindows,
  joinCluster,
  makeFolder,
  query,
  removeClusterFolder,
  removeFolder,
  serverPid,
  startUser,
} from '#tests/helpers/database/embedded_cluster'
import { until } from '#tests/helpers/until'

test.group('Embedded cluster after a mishap', (group) => {
  let parent: string
  let folder: string

  group.setup(() => {
    parent = makeFolder()
    folder = join(parent, 'storage', 'postgres')
    return () => removeClusterFolder(parent, folder)
  })

  test('a server left behind by a killed application is found again', async ({ assert }) => {
    const user = await startUser(folder)
    const connection = await user.ask('join')
    await query(connection, 'CREATE TABLE kept AS SELECT 2 AS n')
    const pid = serverPid(folder)
    await user.kill()

    const { connection: found, leave } = await joinCluster(folder)
    assert.equal(serverPid(folder), pid)
    assert.equal(await query(found, 'SELECT n FROM kept'), 2)
    assert.lengthOf(readdirSync(join(folder, 'clients')), 1)
    await query(found, 'DROP TABLE kept')
    await leave()
    assert.isFalse(isAlive(pid))
  })

  test('a killed server is started again with its data', async ({ assert }) => {
    const before = await joinCluster(folder)
    await query(before.connection, 'CREATE TABLE kept AS SELECT 3 AS n')
    const pid = serverPid(folder)
    process.kill(pid, 'SIGKILL')

    const after = await joinCluster(folder)
    assert.notEqual(serverPid(folder), pid)
    assert.equal(await query(after.connection, 'SELECT n FROM kept'), 3)
    assert.equal(await query(before.connection, 'SELECT n FROM kept'), 3)
    await query(after.connection, 'DROP TABLE kept')
    await Promise.all([before.leave(), after.leave()])
  })

  test('application and server killed, their pids given to others: it starts', async ({
    assert,
  }) => {
    const user = await startUser(folder)
    await query(await user.ask('join'), 'CREATE TABLE kept AS SELECT 4 AS n')
    process.kill(serverPid(folder), 'SIGKILL')
    await user.kill()
    const file = join(folder, 'data', 'postmaster.pid')
    const lines = readFileSync(file, 'utf8').split('\n')
    writeFileSync(file, [process.pid, ...lines.slice(1)].join('\n'))
    writeFileSync(join(folder, 'clients', `${process.pid}-1-abcdef`), '')

    const { connection, leave } = await joinCluster(folder)
    assert.equal(await query(connection, 'SELECT n FROM kept'), 4)
    assert.lengthOf(readdirSync(join(folder, 'clients')), 1)
    await query(connection, 'DROP TABLE kept')
    await leave()
  }).skip(process.platform !== 'linux', 'only Linux tells when a process started')

  test('a lock whose owner died is taken over by exactly one', async ({ assert }) => {
    // No process has a pid this high; ours is alive but did not start at that time.
    for (const owner of ['99999999-1', `${process.pid}-1`]) {
      writeFileSync(join(folder, 'lock'), `${owner} abcdef`)
      const joins = Array.from({ length: 8 }, () => joinCluster(folder))
      const joined = await Promise.all(joins)
      assert.lengthOf(readdirSync(join(folder, 'clients')), 8)
      await Promise.all(joined.map(({ leave }) => leave()))
      assert.isFalse(existsSync(join(folder, 'data', 'postmaster.pid')))
      assert.deepEqual(
        readdirSync(folder).filter((name) => name.startsWith('lock')),
        []
      )
    }
  }).skip(process.platform !== 'linux', 'only Linux tells when a process started')

  test('a process that exits without leaving takes the server along', async ({ assert }) => {
    const user = await startUser(folder)
    await user.ask('join')
    const pid = serverPid(folder)
    user.tell('exit')
    await user.ended
    await until('the server stopped', () => !isAlive(pid))
    assert.deepEqual(readdirSync(join(folder, 'clients')), [])
  })

  test('Ctrl-C in the terminal does not reach the server, which others use', async ({ assert }) => {
    const user = await startUser(folder)
    await user.ask('join')
    const { leave } = await joinCluster(folder)
    const pid = serverPid(folder)
    process.kill(-user.pid, 'SIGINT')
    await user.ended
    await sleep(100)
    assert.isTrue(isAlive(pid))
    assert.lengthOf(readdirSync(join(folder, 'clients')), 1)
    await leave()
    assert.isFalse(isAlive(pid))
  }).skip(isWindows, 'Windows has no process groups')

  test('the last user takes the server along when it gets {signal} {moment}')
    .with(
      (['SIGINT', 'SIGTERM', 'SIGHUP'] as const).flatMap((signal) => [
        { signal, moment: 'while it uses it', isEarly: false },
        { signal, moment: 'while it starts it', isEarly: true },
      ])
    )
    .run(async ({ assert }, { signal, isEarly }) => {
      const user = await startUser(folder)
      const file = join(folder, 'data', 'postmaster.pid')
      if (isEarly) user.tell('join')
      else await user.ask('join')
      await until('the server is there', () => existsSync(file))
      const pid = serverPid(folder)
      process.kill(-user.pid, signal)
      await user.ended
      await until('the server stopped', () => !isAlive(pid))
      assert.deepEqual(readdirSync(join(folder, 'clients')), [])
      assert.isFalse(existsSync(join(folder, 'lock')))
    })
    .skip(isWindows, 'Windows has no process groups')

  test('one of two users is killed: the other one takes the server along', async () => {
    const [killed, other] = [await startUser(folder), await startUser(folder)]
    await killed.ask('join')
    await other.ask('join')
    const pid = serverPid(folder)
    await killed.kill()
    process.kill(-other.pid, 'SIGINT')
    await other.ended
    await until('the server stopped', () => !isAlive(pid))
  }).skip(isWindows, 'Windows has no process groups')

  test('a server whose socket was tidied away is replaced', async ({ assert }) => {
    const { connection, leave } = await joinCluster(folder)
    removeFolder(connection.host)
    const second = await joinCluster(folder)
    assert.equal(await query(second.connection, 'SELECT 1'), 1)
    await Promise.all([leave(), second.leave()])
  }).skip(isWindows, 'Windows has no socket')

  test('a socket folder that somebody else put first is refused', async ({ assert }) => {
    const { connection, leave } = await joinCluster(folder)
    await leave()
    for (const plant of [
      () => symlinkSync(parent, connection.host),
      () => (mkdirSync(connection.host), chmodSync(connection.host, 0o777)),
    ]) {
      plant()
      await assert.rejects(() => joinCluster(folder), /open to others|was not made by/)
      rmSync(connection.host, { recursive: true, force: true })
    }
    assert.deepEqual(readdirSync(join(folder, 'clients')), [])
  }).skip(isWindows, 'Windows has no socket')

  test('a server that cannot start says why', async ({ assert }) => {
    const file = join(folder, 'data', 'PG_VERSION')
    writeFileSync(file, '9\n')
    await assert.rejects(
      () => joinCluster(folder),
      /could not be started.*server\.log[^]*initialized by PostgreSQL version 9/
    )
    writeFileSync(file, '18\n')
  })
})
