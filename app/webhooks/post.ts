import { request as requestOverHttp, type IncomingMessage } from 'node:http'
import { request as requestOverHttps } from 'node:https'
import type { LookupFunction } from 'node:net'
import { webhooks } from '#config/service/webhooks'
import { type Address, addresses } from '#webhooks/addresses'
import { faultOfTarget } from '#webhooks/target'
import { MILLISECONDS } from '#words/duration'

/** An address to which nothing is sent, whatever name led there. */
export class RefusedAddress extends Error {
  constructor() {
    super('Nothing is sent there: the address is not one of the public internet.')
  }
}

/**
 * node connects to the returned addresses without asking again: what was checked is where it goes, whatever the name
 * resolves to later.
 */
const lookup: LookupFunction = (hostname, { all }, callback) => {
  const judge = (found: Address[]) => {
    const isAllowed = found.length > 0 && found.every(({ address }) => addresses.isAllowed(address))
    if (!isAllowed) callback(new RefusedAddress(), [])
    else if (all) callback(null, found)
    else callback(null, found[0].address, found[0].family)
  }
  addresses.resolve(hostname).then(judge, (error) => callback(error, []))
}

/** Reads an answer up to its limit, and discards it. */
async function drain(answer: IncomingMessage) {
  let length = 0
  for await (const chunk of answer) {
    length += (chunk as Buffer).length
    if (length > webhooks.longestAnswer) return answer.destroy()
  }
}

/**
 * Sends JSON to somebody else's server, without following redirects or keeping the connection.
 * @param signal gives up early
 * @returns the status of the answer
 * @throws Error if there is none in time, RefusedAddress if it would lead into a private network
 */
export async function post(
  url: string,
  body: string,
  headers: Record<string, string>,
  signal?: AbortSignal
): Promise<number> {
  const target = new URL(url)
  if (faultOfTarget(url)) throw new RefusedAddress()
  const request = target.protocol === 'https:' ? requestOverHttps : requestOverHttp
  const tooLate = AbortSignal.timeout(webhooks.patience * MILLISECONDS)
  const { promise, resolve, reject } = Promise.withResolvers<IncomingMessage>()
  request(target, {
    method: 'POST',
    headers: {
      'Content-Type': 'application/json',
      'Content-Length': Buffer.byteLength(body),
      'User-Agent': 'Gatehouse-Webhooks',
      ...headers,
    },
    agent: false,
    lookup,
    maxHeaderSize: 8 * 1024,
    signal: signal ? AbortSignal.any([signal, tooLate]) : tooLate,
  })
    .on('response', resolve)
    .on('error', reject)
    .end(body)
  const answer = await promise.catch((error) => {
    throw tooLate.aborted ? new Error('No answer came in time.') : error
  })
  await drain(answer).catch(() => {})
  return answer.statusCode!
}
