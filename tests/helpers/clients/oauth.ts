import { get, send } from '#tests/helpers/clients/http'

export const post = (
  path: string,
  form: Record<string, string> | [string, string][],
  headers = {}
) => send('POST', path, { form, headers })

/** What an access token is worth. */
export const statusOf = async (accessToken: string) =>
  (await get('/api/v1/me', { Authorization: `Bearer ${accessToken}` })).status
