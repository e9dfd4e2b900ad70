import { test } from '@japa/runner'
import { createVerifiedUser } from '#tests/helpers/addresses'
import { newestMail } from '#tests/helpers/people/mailbox'
import { spawnAce } from '#tests/helpers/servers/commands'

const CONTACT = 'help@gatehouse.example'

/** What is done to an account, and the email that tells its owner to write to support. */
const DEEDS = [
  {
    kind: 'account_suspended',
    command: (name: string) => ['user:suspend', name, '--reason=Advertising'],
  },
  { kind: 'account_deleted', command: (name: string) => ['user:delete', name] },
]

test.group('Whoever is told to write to support', () => {
  for (const { kind, command } of DEEDS)
    test(`is given the address where there is one: ${kind}`, async ({ assert }) => {
      const { username, email } = await createVerifiedUser()
      const settings = { SUPPORT_CONTACT: CONTACT }
      const { exitCode, errors } = await spawnAce(command(username), { settings })
      assert.deepEqual([exitCode, errors], [0, []])
      const { html, text } = await newestMail(email, kind)
      assert.include(html!, `<a href="mailto:${CONTACT}">write to support</a>`)
      assert.match(text!, new RegExp(`write\\s+to\\s+support[^.]*:\\s+${CONTACT}\\n`))
    })
})
