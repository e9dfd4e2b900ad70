/** Registers, signs a device in, and asks the endpoint of the README's recipe with its token. */
import { randomBytes } from 'node:crypto'

const API = `${process.argv[2]}/api/v1`
const username = `reader_${randomBytes(4).toString('hex')}`
const password = randomBytes(12).toString('hex')

const post = async (path, body) => {
  const headers = { 'Content-Type': 'application/json' }
  const answer = await fetch(API + path, { method: 'POST', headers, body: JSON.stringify(body) })
  if (answer.status !== 201)
    throw new Error(`${path} answered ${answer.status}: ${await answer.text()}`)
  return (await answer.json()).data
}

await post('/users', { username, email: `${username}@example.org`, password })
const { accessToken } = await post('/tokens', { login: username, password, deviceName: 'CI' })
const answer = await fetch(`${API}/greeting`, {
  headers: { Authorization: `Bearer ${accessToken}` },
})
const text = await answer.text()
if (answer.status !== 200 || JSON.parse(text).data?.greeting !== `Hello, ${username}.`)
  throw new Error(`/greeting answered ${answer.status}: ${text}`)
console.log(`npm start serves the endpoint: ${text}`)
