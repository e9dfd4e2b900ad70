import { randomBytes } from 'node:crypto'
import { BaseSeeder } from '@adonisjs/lucid/seeders'
import { register } from '#accounts/register'
import { Problem } from '#exceptions/problem'
import { findSuperUser } from '#people/super_user'
import User from '#models/user'

const DEMO = { username: 'demo', email: 'demo@gatehouse.example' }

/** A user to try the application with. */
export default class extends BaseSeeder {
  static environment = ['development']

  async run() {
    if (await User.findByLogin(DEMO.username)) return

    const isSuperUser = (await findSuperUser()) === null
    const password = randomBytes(12).toString('base64url')
    try {
      await register({ ...DEMO, password, isSuperUser })
    } catch (error) {
      if (error instanceof Problem && error.code === 'validation_failed') return
      throw error
    }
    process.stdout.write(`Sign in as "${DEMO.username}" with the password "${password}".\n`)
    if (isSuperUser)
      process.stdout.write(`"${DEMO.username}" is the super user: /admin is there for it.\n`)
  }
}
