import cluster from 'node:cluster'
import app from '@adonisjs/core/services/app'
import logger from '@adonisjs/core/services/logger'
import env, { variableNames } from '#start/env'
import { misspeltVariables } from '#start/env/misspelt'
import { overHttps } from '#config/service/address'
import { storageDisk } from '#config/drive'
import { databaseTrouble } from '#database/trouble'
import { readiness } from '#overview/readiness'

function describeDatabase() {
  const server = env.get('DATABASE_URL')
  if (!server) return 'embedded PostgreSQL in storage/postgres'
  const { host, pathname } = new URL(server)
  return `PostgreSQL at ${host}${pathname}`
}

function describeStorage() {
  if (storageDisk === 'local') return app.makePath(env.get('STORAGE_LOCAL_ROOT'))
  const server = env.get('STORAGE_S3_ENDPOINT')?.host ?? env.get('STORAGE_S3_REGION')
  return `S3 bucket ${env.get('STORAGE_S3_BUCKET')} at ${server}`
}

async function reportMisspeltVariables() {
  for (const { name, meant } of await misspeltVariables(app.appRoot, variableNames))
    logger.warn(`${name}: nothing reads this variable. Did you mean ${meant}?`)
}

/** The server keeps running: what it needs may come later, and until then it answers 503. */
async function reportTrouble() {
  const trouble = await databaseTrouble()
  if (trouble) logger.error({ database: describeDatabase() }, trouble)
  const { faults } = await readiness()
  if (!faults.storage) return
  logger.error({ storage: describeStorage() }, `The storage cannot be used (${faults.storage}).`)
}

/** One of several processes prints for all: bin/processes.ts. */
const isSpeaker = (cluster.worker?.id ?? 1) === 1

/** What an operator wants to see at a glance, without secrets. The address comes last, where the eye finds it. */
async function report() {
  await reportMisspeltVariables()
  if (app.inProduction && !env.get('TRUST_PROXY'))
    logger.warn(
      'TRUST_PROXY is not set: behind a proxy all people share one address, and the limits of one network.'
    )
  const facts = {
    profile: env.get('APP_PROFILE'),
    database: describeDatabase(),
    storage: describeStorage(),
    cookies: overHttps ? 'Secure, __Host- prefixed' : 'over plain HTTP',
  }
  if (app.inDev) for (const [name, value] of Object.entries(facts)) logger.info(`${name}: ${value}`)
  logger.info(app.inDev ? {} : facts, `Gatehouse answers at ${env.get('APP_URL')}`)
  void reportTrouble()
}

if (isSpeaker) app.ready(report)
