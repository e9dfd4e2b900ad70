/** Makes an app of the TypeScript of the first guide, for a server and an account that are there. */
import { randomBytes } from 'node:crypto'
import { readFileSync, writeFileSync } from 'node:fs'

const [server, file] = process.argv.slice(2)
const [, code] = /```ts\n([^]*?)```/.exec(readFileSync('docs/api/five-minutes.md', 'utf8'))
const username = `reader_${randomBytes(4).toString('hex')}`
const password = randomBytes(12).toString('hex')

const answer = await fetch(`${server}/api/v1/users`, {
  method: 'POST',
  headers: { 'Content-Type': 'application/json' },
  body: JSON.stringify({ username, email: `${username}@example.org`, password }),
})
if (answer.status !== 201) throw new Error(`/users answered ${answer.status}`)
writeFileSync(
  file,
  code
    .replaceAll('http://localhost:3333', server)
    .replaceAll('correct horse battery', password)
    .replaceAll("'ada'", `'${username}'`)
)
