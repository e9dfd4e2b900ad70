import { randomBytes } from 'node:crypto'
import db from '@adonisjs/lucid/services/db'

/**
 * A database without a table, on the server of the tests.
 * @param locale as CREATE DATABASE takes it, where it is to be another than the server's
 */
export async function createEmptyDatabase(locale?: string) {
  const name = `gatehouse_empty_${randomBytes(6).toString('hex')}`
  const options = locale ? `template template0 encoding 'UTF8' ${locale}` : ''
  await db.rawQuery(`create database ${name} ${options}`)
  const url = new URL(process.env.DATABASE_URL!)
  url.pathname = `/${name}`
  const drop = async () => {
    await db.rawQuery(`drop database ${name} with (force)`)
  }
  return { url: url.href, drop }
}
