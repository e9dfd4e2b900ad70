import { test } from '@japa/runner'
import { send } from '#tests/helpers/clients/http'
import { startScratchServer } from '#tests/helpers/servers/scratch_server'

const failing = (code: string, message: string) => Object.assign(new Error(message), { code })

/** A file, and a module that is loaded with the first request for it: its reader has a code of its own. */
const ERRORS = [
  failing('EMFILE', "EMFILE: too many open files, open '/srv/app/me_controller.js'"),
  failing('ENFILE', 'ENFILE: file table overflow, open'),
  failing(
    'ERR_INVALID_PACKAGE_CONFIG',
    'Cannot read package config /srv/app/package.json: too many open files.'
  ),
]

test.group('A process that may open no more files', () => {
  test('asks clients to come again: {code}')
    .with(ERRORS)
    .run(async ({ assert, cleanup }, error) => {
      const { origin, stop } = await startScratchServer((router) =>
        router.get('/api/v1/late', () => Promise.reject(error))
      )
      cleanup(stop)
      const { status, headers, problem } = await send('GET', '/api/v1/late', { origin })
      assert.equal(status, 503)
      assert.equal(problem.code, 'unavailable')
      assert.match(String(headers['retry-after']), /^[1-9]\d*$/)
    })
})
