import type { HttpRequest } from '@adonisjs/core/http'
import { Problem, problems } from '#exceptions/problem'
import { redeemDeviceCode } from '#sign_ins/device_authorization'
import { refreshTokenPair } from '#sign_ins/refresh'
import type { TokenPair } from '#sign_ins/token_pair'
import { deviceGrantValidator, refreshGrantValidator } from '#validators/oauth/parameters'

type Grant = (request: HttpRequest) => Promise<TokenPair>

/** What can be exchanged for a pair of tokens. There is no password grant: RFC 9700, 2.4. */
const GRANTS: Record<string, Grant> = {
  'refresh_token': async (request) => {
    const { refresh_token: token } = await request.validateUsing(refreshGrantValidator)
    return refreshTokenPair(token)
  },
  'urn:ietf:params:oauth:grant-type:device_code': async (request) => {
    const { device_code: code } = await request.validateUsing(deviceGrantValidator)
    return redeemDeviceCode(code, request)
  },
}

export const GRANT_TYPES = Object.keys(GRANTS)

/** OAuth has no other error for a suspended account than an invalid grant. */
function asGrant(error: unknown): never {
  throw error instanceof Problem && error.code === 'account_suspended'
    ? problems.invalidGrant()
    : error
}

/** @throws Problem unsupported_grant_type, and whatever the grant itself throws */
export async function exchangeGrant(type: string, request: HttpRequest) {
  if (!Object.hasOwn(GRANTS, type)) throw problems.unsupportedGrantType()
  return GRANTS[type](request).catch(asGrant)
}
