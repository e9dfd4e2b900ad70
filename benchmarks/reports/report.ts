import { readFileSync } from 'node:fs'
import { cpus, totalmem } from 'node:os'
import type { Table } from '../measures/peers.js'
import type { Measured } from './measured.js'
import { options, plan } from '../options.js'
import { nginx } from '../nginx.js'
import { flask, INSTALL_FLASK } from '../python.js'
import { noise, type Result } from '../load/rounds.js'
import { formatted, writeDocument } from './document.js'
import { filesPage, refreshes, signIns, transfers } from './file_sections.js'
import { count, rows } from './table.js'
import { targetRows } from './targets.js'

function speeds(table: Table) {
  const names = [...table[0].results.keys()]
  const head = [
    '',
    ...table.map(({ connections }) => `${connections} connection${connections > 1 ? 's' : ''}`),
  ]
  const body = names.map((name) => [
    name,
    ...table.map(({ results }) => {
      const ours = results.get('Gatehouse')!.perSecond
      const { perSecond, p99, cost } = results.get(name)!
      const used = cost ? `; ${count(cost.server)} + ${count(cost.database)} µs` : ''
      return `${count(perSecond)} (×${(perSecond / ours).toFixed(2)}; p99 ${p99.toFixed(1)} ms${used})`
    }),
  ])
  return rows(head, body)
}

const pair = (results: Map<string, Result>) =>
  rows(
    ['', 'requests per second', 'p50, ms', 'p99, ms'],
    [...results].map(([name, { perSecond, p50, p99 }]) => [
      name,
      count(perSecond),
      p50.toFixed(2),
      p99.toFixed(2),
    ])
  )

function versionsOf(packages: string[]) {
  return packages.map((name) => {
    const lock = ['../../package-lock.json', '../peers/package-lock.json']
      .map((path) => JSON.parse(readFileSync(new URL(path, import.meta.url), 'utf8')))
      .find(({ packages: found }) => `node_modules/${name}` in found)
    return `${name} ${lock.packages[`node_modules/${name}`].version}`
  })
}

const VERSIONS = [
  '@adonisjs/core',
  '@adonisjs/lucid',
  '@adonisjs/auth',
  '@adonisjs/session',
  'pg',
  'express',
]
const PEER_VERSIONS = ['better-auth', 'fastify']

const ABOUT_FLASK = flask
  ? 'The Flask design is the one that Gatehouse replaces: a cookie costs it two queries, its session and then the user, and a JWT one, the user. A JWT cannot be revoked, and a bad one falls back to the cookie. It has no CSRF, CORS, limits, request ids, security headers or scopes. gunicorn gives it one worker of 8 threads, which take turns on one processor. Its sessions, too, were seen within the minute.'
  : `The Flask design that Gatehouse replaces was left out, as this Python lacks its packages: \`${INSTALL_FLASK}\`.`

function write(measured: Measured) {
  const { byToken, byCookie, bad, processes, pages, memory, database } = measured
  const machine = `${cpus().length} × ${cpus()[0].model.trim()}, ${Math.round(totalmem() / 1024 ** 3)} GB`
  return `# Performance on ${cpus()[0].model.trim()}

Written by \`npm run bench\`; the figures are of one run, and only ratios within a run mean anything.

- ${new Date().toISOString().slice(0, 10)}, ${machine}, ${process.platform}; the load, the servers and PostgreSQL share it.
- Node ${process.version}, ${database}, ${[...versionsOf([...VERSIONS, ...PEER_VERSIONS]), ...(flask ? [flask.versions] : []), ...(nginx ? [nginx.version] : [])].join(', ')}.
- 10,000 users, 50,000 tokens and as many sessions; 5,000 of each take turns (500 cookies of stock AdonisJS).
- Production settings, one process, a pool of 10 connections. Only the limits are lifted: all load comes from one address.
- Windows of ${plan.window} s after a warm-up, the servers taking turns, ${plan.rounds} rounds, and ${plan.closeRounds} where Gatehouse is compared with itself; medians. ${noise.windows} windows; ${noise.retried} were measured again because more than 5 % of the machine was in other hands, and ${noise.kept} were kept nevertheless.

A ratio is the median of its rounds, and beside it stands the middle half of them. It counts with that spread taken off, and not at all where the rounds differ by more than 15 % or more than half of the windows were kept although the machine was busy.

## Targets

${rows(['', 'measured', 'at least', 'aim', ''], targetRows(measured))}

## By token: \`GET /api/v1/me\`, requests per second (against Gatehouse; processor time of the server and of PostgreSQL for one)

${speeds(byToken)}

## By cookie

${speeds(byCookie)}

## A credential that stands for nobody, 32 connections

${pair(bad)}

## One process and two, by token, 32 connections

${pair(processes)}

## \`GET /\` for a passer-by, 32 connections

${pair(pages)}

${filesPage(measured)}

${refreshes(measured)}

${signIns(measured)}

${transfers(measured)}
${memory ? `\n## Memory under mixed load\n\n${memory.samples.map((megabytes) => megabytes.toFixed(1)).join(', ')} MB, the median of each minute; ${count(memory.answered)} requests.\n` : ''}
## What is not equal

- Bare node:http and Express read Gatehouse's own tables with one JOIN. They have no CSRF, CORS, limits, request ids, security headers, scopes or last-seen, and their answers are smaller.
- "Gatehouse, no check" is our build with one more route that sends a fixed user through the same pipeline.
- Stock AdonisJS has the packages of the official kits at our versions, both guards, and the settings that the kits ship; it looks up a session for a token, writes \`last_used_at\` and sends its cookie again with every answer. That is its work, and part of what is compared.
- The stock page of files has the settings of the kit that makes pages, in which they differ: no CORS, no cookie with a CSRF token, methods in the query. It has a header with navigation, flash messages, a table of the same 20 rows, paginated by Lucid, and in each row a form with a CSRF field; no search, order, selection, sharing, quota, languages or scripts, which ours has.
- nginx sends its files by \`sendfile\`, with one worker, to anybody: it asks nobody who they are, and finds a file by its name. Its files are those of Gatehouse's own storage, in the memory of the operating system. The load reads as fast as it can, and takes processor time from both.
- Better Auth reads session and user for each request, its cookie cache off: with it, a revoked session would go on for minutes.
- ${ABOUT_FLASK}
- Every sign-in of Gatehouse was seen within the minute: its one write a minute for each is left out.
- Batched lookups gain from many requests at once. Part of the gain on this machine is that PostgreSQL leaves the two processors to the rest.
`
}

/** Prints the report, and keeps it unless it was a quick run. */
export async function report(measured: Measured) {
  const text = await formatted(write(measured))
  process.stdout.write(text)
  if (!options.quick) await writeDocument(text)
}
