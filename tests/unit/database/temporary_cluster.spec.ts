import { existsSync } from 'node:fs'
import { dirname } from 'node:path'
import { test } from '@japa/runner'
import { createTemporaryCluster } from '#database/embedded/cluster'
import { isAlive, query, serverPid, startUser } from '#tests/helpers/database/embedded_cluster'
import { until } from '#tests/helpers/until'

test.group('Temporary cluster', () => {
  test('each is its own, and nothing of it remains', async ({ assert }) => {
    const [first, second] = await Promise.all([createTemporaryCluster(), createTemporaryCluster()])
    await query(first.connection, 'CREATE TABLE mine (n int)')
    assert.isNull(await query(second.connection, `SELECT to_regclass('mine')`))
    assert.equal(await query(first.connection, 'SHOW fsync'), 'off')
    const folder = dirname(first.connection.host)
    const pid = serverPid(folder)
    await Promise.all([first.remove(), second.remove()])
    await first.remove()
    assert.isFalse(isAlive(pid))
    assert.isFalse(existsSync(folder))
  })

  test('it ends with its process, at the latest when the next one starts', async ({ assert }) => {
    const users = await Promise.all(Array.from({ length: 3 }, () => startUser('')))
    const connections = await Promise.all(users.map((user) => user.ask('temporary')))
    const folders = connections.map(({ host }) => dirname(host))
    const pids = folders.map(serverPid)

    users[0].tell('fail')
    process.kill(users[1].pid, 'SIGTERM')
    process.kill(users[2].pid, 'SIGKILL')
    await Promise.all(users.map((user) => user.ended))
    assert.deepEqual(folders.map(existsSync), [false, false, true])
    await until('the servers stopped', () => !pids.slice(0, 2).some(isAlive))
    assert.isTrue(isAlive(pids[2]))

    const { remove } = await createTemporaryCluster()
    assert.isFalse(isAlive(pids[2]))
    assert.isFalse(existsSync(folders[2]))
    await remove()
  })
})
