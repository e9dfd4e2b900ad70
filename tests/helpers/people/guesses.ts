import { postJson } from '#tests/helpers/clients/http'

export const tryPassword = (login: string, password = 'not the password') =>
  postJson('/api/v1/tokens', { login, password })

export async function tryWrong(login: string, times: number) {
  for (let i = 0; i < times; i++) await tryPassword(login)
}

/** How many of the answers have a status. */
export const countOf = (answers: { status: number }[], wanted: number) =>
  answers.filter(({ status }) => status === wanted).length
