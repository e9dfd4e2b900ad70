import { test } from '@japa/runner'
import { APPS } from '#tests/helpers/keys/apps'
import { FORMS } from '#tests/helpers/keys/forms'
import { NAMES } from '#tests/helpers/keys/names'
import { startSteps } from '#tests/helpers/keys/servers'
import { SHARING } from '#tests/helpers/keys/sharing'

/** Secrets of webhooks are in secrets_reencrypt.spec.ts. */
const KINDS = [...SHARING, ...APPS, ...FORMS, ...NAMES]

test.group('Made with the APP_KEY of before', (group) => {
  let servers: Awaited<ReturnType<typeof startSteps<'swapped' | 'dropped'>>>
  group.setup(async () => {
    servers = await startSteps('swapped', 'dropped')
  })

  test('{what} while that is a previous key, and not once it is gone')
    .with(KINDS)
    .run(async ({ assert }, { make }) => {
      const [known, unknown] = [await make(), await make()]
      assert.isTrue(await known(servers.swapped.origin))
      assert.isFalse(await unknown(servers.dropped.origin))
    })
})
