import db from '@adonisjs/lucid/services/db'
import { signInApp, signInBrowser } from '#tests/helpers/clients/sign_in'
import { createUser, type Person } from '#tests/helpers/people/users'

const superUsers = () => db.from('users').where('is_super_user', true)

/** From here on nobody is. */
export async function uncrown() {
  await superUsers().update({ is_super_user: false })
}

/** From here on this is the one super user. */
export async function crown({ id }: Pick<Person, 'id'>) {
  await superUsers().whereNot('id', id).update({ is_super_user: false })
  await db.from('users').where('id', id).update({ is_super_user: true })
}

export async function createSuperUser() {
  const person = await createUser()
  await crown(person)
  return person
}

export const signInAppOfSuperUser = async () => signInApp(await createSuperUser())
export const signInBrowserOfSuperUser = async () => signInBrowser(await createSuperUser())
