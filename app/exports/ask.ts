import { record } from '#activity/record'
import { retention } from '#config/service/retention'
import { databaseTime } from '#database/time'
import { transaction } from '#database/transaction'
import { problems } from '#exceptions/problem'
import DataExport from '#models/exports/data_export'
import type SignIn from '#models/sign_in'
import type User from '#models/user'
import { limits } from '#start/limiter'

/**
 * Requests an export of all of somebody's data. A job creates it, and an email tells them when it is ready.
 * @throws Problem conflict if one is under way, or too_many_requests
 */
export async function askForExport(user: User, signIn: SignIn) {
  const key = `user:${user.id}`
  await limits.dataExports.spend(key)
  try {
    return await transaction(async (client) => {
      await user.lockAsActive(client, signIn)
      if (await DataExport.of(user, client).where('state', 'waiting').first())
        throw problems.conflict('exportUnderWay')
      const now = await databaseTime(client)
      const expiresAt = now.plus({ days: retention.dataExports })
      const wanted = await DataExport.create({ userId: user.id, expiresAt }, { client })
      await wanted.refresh()
      await record('data_export_asked', { userId: user.id, on: ['export', wanted.id] }, client)
      return wanted
    })
  } catch (error) {
    await limits.dataExports.refund(key)
    throw error
  }
}
