import { transaction } from '#database/transaction'
import { record } from '#activity/record'
import PersonalToken from '#models/personal_token'
import SignIn from '#models/sign_in'
import { hashSecret, isWellFormedSecret } from '#secrets/secrets'

/**
 * Ends what a token stands for: the whole sign-in of an access or refresh token, or a personal token (RFC 7009, 2.1).
 * Anyone who has the token may do so. An unknown token counts as ended.
 */
export async function revokeToken(token: string) {
  const hash = hashSecret(token)
  if (isWellFormedSecret('access', token)) return endSignInOf('access_tokens', hash)
  if (isWellFormedSecret('refresh', token)) return endSignInOf('refresh_tokens', hash)
  if (isWellFormedSecret('personal', token)) await endPersonalToken(hash)
}

const endPersonalToken = (hash: Buffer) =>
  transaction(async (trx) => {
    const found = await PersonalToken.query({ client: trx }).where('hash', hash).first()
    if (!found) return
    const { id: tokenId, userId } = found
    const [ended] = await PersonalToken.query({ client: trx }).where('id', tokenId).delete()
    if (ended) await record('personal_token_ended', { userId, actorId: userId, tokenId }, trx)
  })

const endSignInOf = (table: 'access_tokens' | 'refresh_tokens', hash: Buffer) =>
  transaction(async (trx) => {
    const found = await trx.from(table).where('hash', hash).select('sign_in_id').first()
    const signIn = found && (await SignIn.find(found.sign_in_id, { client: trx }))
    if (!signIn) return
    const [ended] = await SignIn.query({ client: trx }).where('id', signIn.id).delete()
    if (ended) await record('signed_out', { ...signIn.facts, actorId: signIn.userId }, trx)
  })
