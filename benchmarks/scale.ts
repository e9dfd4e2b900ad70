/** `npm run bench:scale`: what lists and look-ups cost among a million users, beside a hundred thousand. */
import './key.js'
import { parseArgs } from 'node:util'
import { seedScale } from '#database/scale/seed'
import { createDatabase, versionOf } from './database.js'
import { measureQuestion, QUESTIONS } from './measures/scale.js'
import { buildGatehouse, migrate } from './prepare.js'
import { reportScale } from './reports/scale_report.js'
import { Server } from './servers.js'
import { crown, signIn } from './visitors.js'

const { values } = parseArgs({
  options: {
    users: { type: 'string', default: '1000000' },
    databases: { type: 'string' },
  },
})
const users = Number(values.users)

const say = (what: string) =>
  process.stderr.write(`${new Date().toISOString().slice(11, 19)} ${what}\n`)

async function seeded(size: number) {
  const { url, remove } = await createDatabase()
  try {
    await migrate(url)
    await seedScale({ connectionString: url }, size, say)
    return { url, remove }
  } catch (error) {
    await remove()
    throw error
  }
}

/** The same questions of people who have as much as each other, and of those who have ten times as much. */
async function measure(tenth: string, full: string) {
  const servers: Server[] = []
  try {
    for (const url of [tenth, full]) servers.push(await Server.start('Gatehouse', url))
    const [small, large] = servers.map(({ port }) => `http://127.0.0.1:${port}`)
    const visitorsAs = async (one: string, likewise: string) => [
      await signIn(tenth, small, one),
      await signIn(full, large, likewise),
      await signIn(full, large, one),
    ]
    for (const url of [tenth, full]) await crown(url, 'scale98')
    const people = {
      owner: await visitorsAs('scale1', 'scale3'),
      reader: await visitorsAs('scale2', 'scale4'),
      somebody: await visitorsAs('scale99', 'scale99'),
      admin: await visitorsAs('scale98', 'scale98'),
    }
    const measured: { what: string; times: number[] }[] = []
    for (const question of QUESTIONS) {
      say(question.what)
      const times = await measureQuestion(question, people[question.as])
      measured.push({ what: question.what, times })
    }
    return measured
  } finally {
    await Promise.all(servers.map((server) => server.stop()))
  }
}

async function bench() {
  say('Building')
  await buildGatehouse()
  const given = values.databases?.split(',').map((url) => ({ url, remove: async () => {} }))
  const databases = given ?? []
  try {
    if (!given) for (const size of [users / 10, users]) databases.push(await seeded(size))
    const [tenth, full] = databases.map(({ url }) => url)
    await reportScale(await measure(tenth, full), users, await versionOf(full))
  } finally {
    for (const { remove } of databases) await remove()
  }
}

await bench()
