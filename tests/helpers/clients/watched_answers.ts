import { AssertionError } from 'node:assert'
import { bytesIn, exposedIn } from '#tests/helpers/database/exposure'
import type { Answer, SendOptions } from '#tests/helpers/clients/http'
import type { PluginFn } from '@japa/runner/types'

type Asked = { method: string; path: string; options: SendOptions }

/** Where a secret is handed out, which is what the request is for; and where mails are shown that hold one. */
export const HANDS_OUT = new RegExp(
  `^(${[
    'POST /api/v1/(tokens|tokens/refresh|tokens/device|personal-tokens)',
    'POST /api/v1/(handoffs|device-authorizations)',
    'POST /oauth/(token|device_authorization)',
    'POST /account/tokens',
    'POST /api/v1/admin/webhooks(/[\\w-]+/secrets)?',
    'POST /admin/webhooks(/[\\w-]+/secrets)?',
    'GET /dev/mail/.+',
  ].join('|')})$`
)

const PASSWORD_HASH = /\$(argon2\w*|2[aby]|scrypt)\$/
const SECRET = /gatehouse_[a-z]{2}_[0-9A-Za-z]{36}|whsec_[\w+/]{20,}=*/g

/** All that came back but the cookies, which are for the one who asked. */
function saidBy({ headers: { 'set-cookie': _, ...headers }, text }: Answer) {
  return `${text} ${JSON.stringify(headers)}`
}

function refuse(what: string, { method, path }: Asked): never {
  throw new AssertionError({ message: `${method} ${path} gives away ${what}` })
}

/** Bytes that answers held since the last look at what the database keeps secret, and who had asked. */
const seen = new Map<string, string>()

/** Every answer of every test passes here: none may hold a secret, or what is kept of one. */
export function watch(answer: Answer, asked: Asked) {
  const said = saidBy(answer)
  const { method, path, options } = asked
  const sent = path + JSON.stringify([options.headers, options.json, options.form])
  const [route] = `${method} ${path}`.split('?')
  if (PASSWORD_HASH.test(said)) refuse('the hash of a password', asked)
  const secret = said.match(SECRET)?.find((found) => !sent.includes(found))
  if (secret && !HANDS_OUT.test(route)) refuse(`a secret, ${secret.slice(0, 13)}…`, asked)
  for (const bytes of bytesIn(said)) seen.set(bytes.toString('hex'), route)
  return answer
}

async function checkSeen() {
  if (!seen.size) return
  const held = new Map(seen)
  seen.clear()
  const exposed = await exposedIn([...held.keys()].join(' '))
  if (exposed.length === 0) return
  const asked = await whoAsked(held)
  throw new Error(`What ${exposed.join(', ')} hold is in answers to ${asked.join(', ')}`)
}

async function whoAsked(held: Map<string, string>) {
  const asked = new Set<string>()
  for (const [hex, route] of held) if ((await exposedIn(hex)).length) asked.add(route)
  return [...asked]
}

/** What is kept in secret columns is looked for once for each group, as its tests may have locked what they like. */
export const exposurePlugin: PluginFn = ({ runner }) => {
  runner.onSuite((suite) => suite.onGroup((group) => group.teardown(checkSeen)))
}
